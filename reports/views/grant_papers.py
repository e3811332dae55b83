from django.http import HttpResponse

from plans.access import requires


@requires("see_grants")
def bid_paper(request, partnership, grant, number, ending):
    request.seat.whose("see_grants")
    return HttpResponse("Not written yet.")


@requires("see_grants")
def return_paper(request, partnership, grant, number, quarter, ending):
    request.seat.whose("see_grants")
    return HttpResponse("Not written yet.")


@requires("see_grant_papers")
def grant_return_paper(request, partnership, grant, quarter, ending):
    return HttpResponse("Not written yet.")


@requires("see_grant_papers")
def grant_final_paper(request, partnership, grant, ending):
    return HttpResponse("Not written yet.")
