"""Styles of exported files: one font for Word and Excel that every office has."""

BODY_FONT = "Arial"
HEADING_FILL = "1D3F5F"
"""The background of white column headings: contrast 10.8 to 1."""
PRIORITY_FILL = "D9E5F0"
THEME_FILL = "E3ECDD"
LINE = "B1B4B6"
