"""The site for a WSGI server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csp.settings")
application = get_wsgi_application()

# A view without a capability stops the site here, not at its first request.
import csp.urls  # noqa: E402, F401
