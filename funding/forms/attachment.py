"""Form to add a file to a bid."""

from __future__ import annotations

from django import forms
from django.db import transaction

from funding.bids.attachments import (
    KINDS,
    LONGEST_NAME,
    MEDIA,
    MOST_FILES,
    AttachmentError,
    check_accepts_files,
    clean_name,
    validate_file,
)
from funding.bids.transitions import lock_grant, refetch
from funding.models import Bid, BidFile, Project, ProjectChange
from plans.records import add_row


def read_upload(file) -> tuple[str, bytes]:
    """Return the name and content of an uploaded file. Raises ValidationError if it is not accepted."""
    name, content = clean_name(file.name), file.read()
    try:
        validate_file(name, content)
    except AttachmentError as refused:
        raise forms.ValidationError(str(refused)) from refused
    return name, content


class BidFileForm(forms.Form):
    """Form with one file: of a bid, of its project, or of a change."""

    file = forms.FileField(
        label="File",
        help_text=f"{KINDS}, smaller than 10MB. Do not include names of victims, offenders or other private people.",
        error_messages={
            "required": "Select a file",
            "empty": "The selected file is empty",
            "max_length": f"File name must be {2 * LONGEST_NAME} characters or fewer",
        },
        widget=forms.FileInput({"accept": ",".join(f".{ending}" for ending in MEDIA)}),
        max_length=2 * LONGEST_NAME,
    )

    def __init__(self, *args, row: Bid | Project | ProjectChange):
        self.row = row
        self.bid = row if isinstance(row, Bid) else row.bid
        super().__init__(*args)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if self.bid.files.filter(is_withdrawn=False, project_return=None).count() >= MOST_FILES:
            raise forms.ValidationError(f"A bid can have up to {MOST_FILES} files. Withdraw a file first")
        self.name, self.content = read_upload(file)
        return file

    def add(self, *, by) -> BidFile:
        """Save the file and return it. Raises OperationError if the bid was submitted or decided in the meantime."""
        with transaction.atomic():
            lock_grant(self.bid.grant_id)
            check_accepts_files(refetch(self.row))
            row = BidFile(
                bid=self.bid,
                change=self.row if isinstance(self.row, ProjectChange) else None,
                project=self.row if isinstance(self.row, Project) else None,
                filename=self.name,
                size=len(self.content),
                content=self.content,
                created_by=by,
            )
            add_row(row, by=by)
        return row
