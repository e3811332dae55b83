"""Addresses of the exception reports, and of the packs for scrutiny (reports/pack_urls.py)."""

from django.urls import register_converter

from actions.converters import QuarterAddress
from reports import pack_urls

register_converter(QuarterAddress, "report_quarter")

urlpatterns = []

urlpatterns += pack_urls.urlpatterns
