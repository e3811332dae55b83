"""The bidding round of a grant: opening times, criteria, scorers and the tactical pot."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from funding.access.finders import (
    get_criterion_or_404,
    get_grant_or_404,
    get_pot_or_404,
    get_scorer_or_404,
    pots_of,
)
from funding.bids.tactical import open_pot_early, undecided_upfront_bids
from funding.forms.rounds import (
    USUAL_CRITERIA,
    BiddingWindowForm,
    CriterionForm,
    OpenEarlyForm,
    ScorersForm,
    people_who_score,
)
from funding.models import Assessment, Criterion, CriterionPoints, Grant
from plans.access import capability_required
from plans.records import OperationError, add_row, form_data, new_batch_id, next_position, withdraw_row
from plans.views.form_views import finish_saving, render_form, save_form


@capability_required("manage_grants", get_grant_or_404)
@require_GET
def grant_round(request, grant):
    pots = [(pot, undecided_upfront_bids(pot)) for pot in pots_of(grant)]
    criteria = list(grant.criteria.filter(is_withdrawn=False))
    invited = grant.scorers.filter(is_withdrawn=False).select_related("person")

    words = people_who_score(grant.partnership)
    context = {
        "grant": grant,
        "pots": pots,
        "criteria": criteria,
        "total_weight": sum(criterion.weight for criterion in criteria),
        "scorers": [(scorer, words.get(scorer.person_id)) for scorer in invited],
    }
    return render(request, "funding/grant_round.html", context)


@capability_required("manage_grants", get_pot_or_404)
def pot_edit(request, pot):
    form = BiddingWindowForm(form_data(request), instance=pot)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"Opening and closing times of the {pot.name} pot saved")
        if clashes is None:
            return redirect("grant_round", pot.grant.partnership.slug, pot.grant.slug)

    return render_form(
        request, "funding/pot_edit.html", form, {"grant": pot.grant, "pot": pot}, clashes=clashes
    )


@capability_required("manage_grants", get_pot_or_404)
def pot_open(request, pot):
    waiting = undecided_upfront_bids(pot)

    form = OpenEarlyForm(form_data(request))

    if request.method == "POST" and form.is_valid():
        try:
            open_pot_early(pot, why=form.cleaned_data["why"], by=request.user)
        except OperationError as refused:
            form.add_error(None, str(refused))
        else:
            finish_saving(request, form)
            messages.success(request, f"The {pot.name} pot is open for decisions")
            return redirect("grant_round", pot.grant.partnership.slug, pot.grant.slug)

    context = {"grant": pot.grant, "pot": pot, "waiting": waiting}
    return render_form(request, "funding/pot_open.html", form, context)


@capability_required("manage_grants", get_grant_or_404)
def criterion_add(request, grant):
    if request.method == "POST" and "usual" in request.POST:
        return add_usual_criteria(request, grant)

    place = next_position(grant.criteria.all())
    form = CriterionForm(form_data(request), instance=Criterion(grant=grant, position=place))

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        finish_saving(request, form)
        messages.success(request, f"Criterion “{form.instance}” added")
        warn_of_scores(
            request, grant, "Each score is incomplete until its scorer gives points for this criterion."
        )
        return redirect("grant_round", grant.partnership.slug, grant.slug)

    context = {"grant": grant, "scored": scored_bids(grant)}
    return render_form(request, "funding/criterion_add.html", form, context)


def add_usual_criteria(request, grant: Grant):
    """Add the suggested criteria if there are none."""
    batch = new_batch_id()
    with transaction.atomic():
        Grant.objects.select_for_update().get(pk=grant.pk)
        has_some = grant.criteria.filter(is_withdrawn=False).exists()
        for place, (name, guidance, weight) in enumerate(() if has_some else USUAL_CRITERIA, 1):
            row = Criterion(grant=grant, name=name, guidance=guidance, weight=weight, position=place)
            add_row(row, by=request.user, batch=batch)
    if has_some:
        messages.error(request, "Nothing was added, because there are already criteria")
    else:
        messages.success(request, f"{len(USUAL_CRITERIA)} criteria added. You can edit them.")
    return redirect("grant_round", grant.partnership.slug, grant.slug)


@capability_required("manage_grants", get_criterion_or_404)
def criterion_edit(request, criterion):
    weight = criterion.weight

    form = CriterionForm(form_data(request), instance=criterion)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"Criterion “{form.instance}” saved")
        if clashes is None:
            if form.cleaned_data["weight"] != weight:
                warn_of_scores(request, criterion.grant, "Weighted scores now use the new weight.")
            return redirect("grant_round", criterion.grant.partnership.slug, criterion.grant.slug)

    context = {"grant": criterion.grant, "criterion": criterion, "scored": scored_bids(criterion.grant)}
    return render_form(request, "funding/criterion_edit.html", form, context, clashes=clashes)


@capability_required("manage_grants", get_criterion_or_404)
def criterion_withdraw(request, criterion):
    if request.method == "POST":
        withdraw_row(criterion, by=request.user)
        messages.success(request, f"Criterion “{criterion}” withdrawn. Scores for it no longer count.")
        return redirect("grant_round", criterion.grant.partnership.slug, criterion.grant.slug)

    marks = criterion.marks.count()
    context = {"grant": criterion.grant, "criterion": criterion, "marks": marks}
    return render(request, "funding/criterion_withdraw.html", context)


def scored_bids(grant: Grant) -> int:
    """Return the number of bids that have scores."""
    return CriterionPoints.objects.filter(scoring__bid__grant=grant).values("scoring__bid").distinct().count()


def warn_of_scores(request, grant: Grant, what_follows: str) -> None:
    """Add a message about the effect of changed criteria on existing scores."""
    scored = scored_bids(grant)
    if scored:
        bids = "1 bid has" if scored == 1 else f"{scored} bids have"
        messages.warning(request, f"{bids} already been scored. {what_follows}")


@capability_required("manage_grants", get_grant_or_404)
def scorer_add(request, grant):
    form = ScorersForm(request.POST if request.method == "POST" else None, grant=grant)

    if request.method == "POST" and form.is_valid():
        count = form.invite(by=request.user)
        messages.success(request, f"{count} {'person' if count == 1 else 'people'} invited to score")
        return redirect("grant_round", grant.partnership.slug, grant.slug)

    context = {"grant": grant, "form": form}
    return render(request, "funding/scorer_add.html", context, status=422 if form.is_bound else 200)


@capability_required("manage_grants", get_scorer_or_404)
def scorer_remove(request, scorer):
    if request.method == "POST":
        withdraw_row(scorer, by=request.user)
        messages.success(request, f"{scorer} removed as a scorer. Their scores no longer count.")
        return redirect("grant_round", scorer.grant.partnership.slug, scorer.grant.slug)

    scored = Assessment.objects.filter(scorer=scorer, marks__isnull=False).distinct().count()
    return render(
        request, "funding/scorer_remove.html", {"grant": scorer.grant, "scorer": scorer, "scored": scored}
    )
