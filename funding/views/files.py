from django.http import HttpResponse

from plans.access import requires


@requires("write_bid")
def bid_file_add(request, partnership, grant, number):
    request.seat.whose("write_bid")
    return HttpResponse("Not written yet.")


@requires("see_grants")
def bid_file(request, partnership, grant, number, file):
    request.seat.whose("see_grants")
    return HttpResponse("Not written yet.")


@requires("write_bid")
def bid_file_withdraw(request, partnership, grant, number, file):
    request.seat.whose("write_bid")
    return HttpResponse("Not written yet.")
