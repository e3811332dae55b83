from django.http import HttpResponse

from plans.access import requires


@requires("write_bid")
def bid_new(request, partnership, grant):
    request.seat.whose("write_bid")
    return HttpResponse("Not written yet.")


@requires("see_grants")
def bid_page(request, partnership, grant, number):
    request.seat.whose("see_grants")
    return HttpResponse("Not written yet.")


@requires("write_bid")
def bid_edit(request, partnership, grant, number, section):
    request.seat.whose("write_bid")
    return HttpResponse("Not written yet.")


@requires("write_bid")
def bid_submit(request, partnership, grant, number):
    request.seat.whose("write_bid")
    return HttpResponse("Not written yet.")


@requires("write_bid")
def bid_history(request, partnership, grant, number):
    request.seat.whose("write_bid")
    return HttpResponse("Not written yet.")


@requires("see_grants")
def bid_versions(request, partnership, grant, number):
    request.seat.whose("see_grants")
    return HttpResponse("Not written yet.")


@requires("write_bid")
def bid_answer(request, partnership, grant, number):
    request.seat.whose("write_bid")
    return HttpResponse("Not written yet.")


@requires("see_grants")
def bid_move(request, partnership, grant, number, move):
    request.seat.whose("see_grants")
    return HttpResponse("Not written yet.")
