from django.http import HttpResponse

from plans.access import requires


@requires("run_grants")
def bid_actions(request, partnership, grant, number):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")


@requires("write_return")
def evaluation_edit(request, partnership, grant, number):
    request.seat.whose("write_return")
    return HttpResponse("Not written yet.")


@requires("run_grants")
def evaluation_decide(request, partnership, grant, number):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")


@requires("run_grants")
def project_movement_add(request, partnership, grant):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")
