from reports.models.document import Document
from reports.models.pack import Committee, Meeting, Pack, PackSection, TemplateSection
from reports.models.report import Commentary, Report

__all__ = [
    "Commentary",
    "Committee",
    "Document",
    "Meeting",
    "Pack",
    "PackSection",
    "Report",
    "TemplateSection",
]
