"""Be told what happens. Prints WEBHOOK_ID and WEBHOOK_SECRET for a shell; no types: every one. Run again, it changes what is
there.

    MOSTRADOR_URL=... MOSTRADOR_TOKEN=<webhooks:manage> python3 register_webhook.py URL [TYPE...]
"""

import json
import os
import sys
import urllib.error
import urllib.request


def ask(method, path, body=None):
    request = urllib.request.Request(
        os.environ["MOSTRADOR_URL"] + path,
        data=None if body is None else json.dumps(body).encode(),
        method=method,
        headers={
            "authorization": "Bearer " + os.environ["MOSTRADOR_TOKEN"],
            "accept-language": "en",
            **({} if body is None else {"content-type": "application/json"}),
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        problem = json.load(error)
        wrong = "".join(f"\n  {one['pointer'] or '/'}: {one['detail']}" for one in problem.get("errors", []))
        sys.exit(f"{problem['code']}: {problem['detail']}{wrong}")


url, *event_types = sys.argv[1:]
# All of them: a company has at most 100.
known = [webhook for webhook in ask("GET", "/v1/webhooks?limit=200")["data"] if webhook["url"] == url]
if known:
    path = "/v1/webhooks/" + known[0]["id"]
    webhook = ask("PATCH", path, {"eventTypes": event_types, "status": "active"})
    secret = ask("GET", path + "/secret")["secret"]
else:
    webhook = ask("POST", "/v1/webhooks", {"url": url, "description": "Example in Python", "eventTypes": event_types})
    secret = webhook["secret"]
print(f"export WEBHOOK_ID='{webhook['id']}'")
print(f"export WEBHOOK_SECRET='{secret}'")
