from pathlib import Path

from django.core.management.base import CommandError

from plans.command_errors import OneLineErrorCommand, write_atomically
from plans.models import Partnership
from reports.documents import PdfError
from reports.models import Pack
from reports.packs.files import FORMATS, pack_bytes


class Command(OneLineErrorCommand):
    help = "Write a pack for the scrutiny committee to a file: as it was frozen, or the draft as it is today."

    def add_arguments(self, parser):
        parser.add_argument("partnership", help="its short name, such as medway")
        parser.add_argument("pack", help="its short name, such as annual-scrutiny-2024")
        parser.add_argument("file", type=Path, help=f"must end in {' or '.join(FORMATS)}")

    def handle(self, *args, partnership, pack, file, **options):
        if file.suffix.lower() not in FORMATS:
            raise CommandError(f"“{file.name}” must end in {' or '.join(FORMATS)}.")
        found = (
            Pack.objects.select_related("partnership", "meeting__committee", "plan__partnership", "report")
            .filter(partnership__slug=partnership, slug=pack, is_withdrawn=False)
            .first()
        )
        if found is None:
            if not Partnership.objects.filter(slug=partnership).exists():
                raise CommandError(f"Partnership {partnership} not found.")
            raise CommandError(f"Pack {pack} not found in {partnership}.")
        try:
            content = pack_bytes(found, file.suffix.lower())
        except PdfError as failed:
            raise CommandError(str(failed)) from failed
        write_atomically(file, content)
        self.stdout.write(f"{found.title}, {found.get_state_display().lower()}: {file}")
