"""How exported files look: one face for Word and Excel, from what every office has."""

BODY_FONT = "Arial"
HEADING_FILL = "1D3F5F"
"""Behind white headings of columns: contrast 10.8 to 1."""
PRIORITY_FILL = "D9E5F0"
THEME_FILL = "E3ECDD"
LINE = "B1B4B6"
