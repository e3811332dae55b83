#!/usr/bin/env python
"""Run Django's commands and the site's own (see README, "Use the commands")."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csp.settings")
    execute_from_command_line(sys.argv)
