"""The decision sheet completed and its consensus recorded, as a browser does."""

from django.urls import reverse

from tests.plans.pages import fields_of

HERE = ["northshire", "2024-25"]
WORDS = "Police, fire and council agreed on 29 April"


def page(grant, name="decision_sheet", pot="upfront", **query):
    address = reverse(name, args=[*HERE, grant.pots.get(name=pot).pk])
    return f"{address}?{'&'.join(f'{key}={value}' for key, values in query.items() for value in values)}"


def chosen(client, grant, *, pot="upfront", amounts=None, declined=()):
    """Return the data of the sheet: bid → amount (None for the suggested one), and the declined bids."""
    typed = fields_of(client.get(page(grant, pot=pot)))
    for bid, amount in (amounts or {}).items():
        typed[f"choice_{bid.pk}"] = ["recommend"]
        if amount is not None:
            typed[f"amount_{bid.pk}"] = [amount]
    for bid in declined:
        typed[f"choice_{bid.pk}"] = ["decline"]
    return typed


def record(client, grant, typed, words=WORDS, *, pot="upfront"):
    """Review and record the choices, and return the response."""
    review = client.post(page(grant, "consensus_record", pot), typed)
    return client.post(page(grant, "consensus_record", pot), fields_of(review) | {"words": words})


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def states(*bids):
    for bid in bids:
        bid.refresh_from_db()
    return [bid.state for bid in bids]
