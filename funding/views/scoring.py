from django.http import HttpResponse

from plans.access import requires


@requires("score_bids")
def grant_scores(request, partnership, grant):
    request.seat.whose("score_bids")
    return HttpResponse("Not written yet.")


@requires("score_bids")
def bid_score(request, partnership, grant, number):
    request.seat.whose("score_bids")
    return HttpResponse("Not written yet.")
