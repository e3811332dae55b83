"""The form that adds a file to a bid; a file that is not taken is refused in words."""

from __future__ import annotations

from django import forms
from django.db import transaction

from funding.bids.attachments import (
    KINDS,
    LONGEST_NAME,
    MEDIA,
    MOST_FILES,
    AttachmentError,
    clean_name,
    validate_file,
)
from funding.bids.transitions import lock_grant
from funding.models import Bid, BidFile
from plans.records import add_row


def read_upload(file) -> tuple[str, bytes]:
    """The name under which a file is kept, and its content. Raises ValidationError when it is not taken."""
    name, content = clean_name(file.name), file.read()
    try:
        validate_file(name, content)
    except AttachmentError as refused:
        raise forms.ValidationError(str(refused)) from refused
    return name, content


class BidFileForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="The file",
        help_text=f"{KINDS}; up to 10 MB. No names of victims, offenders or other private people.",
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty. Choose another",
            "max_length": "The file's name is too long. Give it a shorter one",
        },
        widget=forms.FileInput({"accept": ",".join(f".{ending}" for ending in MEDIA)}),
        max_length=2 * LONGEST_NAME,
    )

    def __init__(self, *args, bid: Bid):
        self.bid = bid
        super().__init__(*args)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if self.bid.files.filter(is_withdrawn=False, project_return=None).count() >= MOST_FILES:
            raise forms.ValidationError(f"A bid has {MOST_FILES} files at most. Withdraw one first")
        self.name, self.content = read_upload(file)
        return file

    def add(self, *, by) -> BidFile:
        """The file as it is kept."""
        with transaction.atomic():
            lock_grant(self.bid.grant_id)
            row = BidFile(
                bid=self.bid, filename=self.name, size=len(self.content), content=self.content, created_by=by
            )
            add_row(row, by=by)
        return row
