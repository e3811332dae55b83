from django.http import HttpResponse

from plans.access import requires


@requires("write_return")
def returns_owed(request, partnership):
    request.seat.whose("write_return")
    return HttpResponse("Not written yet.")


@requires("write_return")
def return_edit(request, partnership, grant, number, quarter):
    request.seat.whose("write_return")
    return HttpResponse("Not written yet.")


@requires("run_grants")
def return_decide(request, partnership, grant, number, quarter):
    request.seat.whose("run_grants")
    return HttpResponse("Not written yet.")
