"""Tell central of an order of a shop, and invoice it unless a person has to look at it first.

    MOSTRADOR_URL=... MOSTRADOR_TOKEN=<orders:write invoices:write> python3 post_order.py NUMBER [SHOP_ID]

Without SHOP_ID when the company has one shop.
"""

import datetime
import json
import os
import sys
import time
import urllib.error
import urllib.request

TRIES = 4


def post(path, key, body=None):
    """Post once, however often it has to be tried: the key says that it is the same request."""
    for tried in range(1, TRIES + 1):
        request = urllib.request.Request(
            os.environ["MOSTRADOR_URL"] + path,
            data=None if body is None else json.dumps(body).encode(),
            method="POST",
            headers={
                "authorization": "Bearer " + os.environ["MOSTRADOR_TOKEN"],
                "accept-language": "en",
                "idempotency-key": key,
                **({} if body is None else {"content-type": "application/json"}),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            problem = problem_of(error)
            if not problem["retryable"] or tried == TRIES:
                wrong = "".join(f"\n  {one['pointer'] or '/'}: {one['detail']}" for one in problem.get("errors", []))
                sys.exit(f"{problem['code']}: {problem['detail']}{wrong}")
            time.sleep(int(error.headers.get("retry-after", tried)))
        except (urllib.error.URLError, TimeoutError):
            # Nobody knows whether it was done. With the same key it is not done twice.
            if tried == TRIES:
                raise
            time.sleep(tried)


def problem_of(error):
    try:
        return json.load(error)
    except ValueError:
        # A proxy answered instead of central.
        return {"code": "not_the_server", "detail": str(error), "retryable": error.code >= 500}


def order_of(number, shop_id):
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
    return {
        "source": "example",
        "externalId": number,
        "displayNumber": "#" + number,
        # Grows with every change of the order: an older version never overwrites a newer one.
        "version": now,
        "state": "paid",
        "currency": "EUR",
        "taxIncluded": True,
        "placedAt": now,
        # Amounts are texts: floats lose cents.
        "lines": [
            {
                "text": "Aceite de oliva virgen extra 1 L",
                "quantity": "2",
                "gross": "19.90",
                "taxes": [{"rate": "4.00", "amount": "0.77"}],
            }
        ],
        "totals": {"gross": "19.90", "tax": "0.77"},
        "payments": [{"method": "card", "amount": "19.90", "reference": "op-" + number}],
        "customer": {"name": "Ana García", "email": "ana@example.com"},
        **({} if shop_id is None else {"shopId": shop_id}),
    }


number, shop_id = sys.argv[1], (sys.argv[2] if len(sys.argv) > 2 else None)
body = order_of(number, shop_id)
# One key for one version: a crash of this program between two tries changes nothing if the order is read again as it was.
order = post("/v1/orders", f"order-{number}-{body['version']}", body)
if order["status"] == "parked":
    print(f"order {order['id']} parked: " + ", ".join(reason["code"] for reason in order["reasons"]))
else:
    # An order is invoiced once, whoever asks and however often.
    invoice = post(f"/v1/orders/{order['id']}/invoice", f"invoice-{order['id']}")
    print(f"order {order['id']} invoiced: {invoice['number']} {invoice['total']}")
