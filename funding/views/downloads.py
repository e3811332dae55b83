from django.http import HttpResponse
from django.utils.http import content_disposition_header

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(content: bytes, filename: str) -> HttpResponse:
    """Return the response that downloads a file."""
    return HttpResponse(
        content,
        content_type=MEDIA[filename.rpartition(".")[2]],
        headers={"Content-Disposition": content_disposition_header(True, filename)},
    )
