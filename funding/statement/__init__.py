"""One statement of a grant, for a day: what every page, file and document shows of it."""
