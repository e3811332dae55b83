"""The colour of a status in templates."""

from django import template

from funding.lifecycles import state_colour

register = template.Library()
register.filter(state_colour)
