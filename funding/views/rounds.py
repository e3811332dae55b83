from django.http import HttpResponse

from plans.access import requires


@requires("run_grants")
def grant_round(request, partnership, grant):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")


@requires("run_grants")
def pot_edit(request, partnership, grant, pot):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")


@requires("run_grants")
def pot_open(request, partnership, grant, pot):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")


@requires("run_grants")
def criterion_add(request, partnership, grant):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")


@requires("run_grants")
def criterion_edit(request, partnership, grant, criterion):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")


@requires("run_grants")
def criterion_withdraw(request, partnership, grant, criterion):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")


@requires("run_grants")
def scorer_add(request, partnership, grant):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")


@requires("run_grants")
def scorer_remove(request, partnership, grant, scorer):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")
