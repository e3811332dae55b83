"""Rules of a plan as a whole: its risk matrix, and timescales parsed again when its period changes."""

from plans.plan.risk_matrix import risk_matrix, risk_matrix_table
from plans.plan.timescale_refresh import refresh_timescales

__all__ = [
    "refresh_timescales",
    "risk_matrix",
    "risk_matrix_table",
]
