"""From HTML to a stored PDF: `store` keeps the files, `process` and `render` make them, `rendering` lays them out.

The child process that makes a PDF is also in here and must not load Django: names are imported when they are first
used.
"""

from importlib import import_module

__all__ = [
    "PUBLIC_CACHE",
    "DocumentSourceError",
    "PdfError",
    "RenderLimits",
    "delete_unrequested_documents",
    "find_frozen_document",
    "get_or_request_document",
    "get_or_request_frozen_document",
    "keep_spare",
    "make_pdf",
    "mark_document_failed",
    "render_document",
    "render_document_or_wait",
    "render_public_document",
]

_PROCESS = ("PdfError", "RenderLimits", "keep_spare", "make_pdf")


def __getattr__(name: str):
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "process" if name in _PROCESS else "store"
    return getattr(import_module(f"{__name__}.{module}"), name)
