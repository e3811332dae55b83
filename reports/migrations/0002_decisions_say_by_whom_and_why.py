from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_first_tables")]

    operations = [
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=Q(
                    Q(("state__in", ["draft", "frozen"]), ("decided_by", None)),
                    Q(("state__in", ["approved", "returned"]), Q(("decided_by", None), _negated=True)),
                    _connector="OR",
                ),
                name="a_decided_report_says_by_whom",
                violation_error_message="A report is approved or returned by somebody, and only once it is frozen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=Q(("state", "returned"), _negated=True) | Q(("decision_words", ""), _negated=True),
                name="a_report_is_returned_with_words",
                violation_error_message="Say what has to be put right before it can be approved.",
            ),
        ),
    ]
