from django.http import HttpResponse

from plans.access import requires


@requires("see_decisions")
def decision_sheet(request, partnership, grant, pot):
    request.seat.whose("see_decisions")
    return HttpResponse("Not written yet.")


@requires("recommend_bids")
def consensus_record(request, partnership, grant, pot):
    request.seat.whose("recommend_bids")
    return HttpResponse("Not written yet.")


@requires("approve_bids")
def approve_for_chair(request, partnership, grant):
    request.seat.whose("approve_bids")
    return HttpResponse("Not written yet.")


@requires("approve_bids_as_funder")
def approve_for_funder(request, partnership, grant):
    request.seat.whose("approve_bids_as_funder")
    return HttpResponse("Not written yet.")
