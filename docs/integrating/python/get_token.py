"""Make a token that may do what an integration needs, and no more. Printed once: nobody can read it again.

    MOSTRADOR_URL=... MOSTRADOR_TOKEN=<of an administrator> python3 get_token.py NAME SCOPE...
"""

import json
import os
import sys
import urllib.error
import urllib.request

name, *scopes = sys.argv[1:] or ["Integration", "invoices:read", "events:read"]
request = urllib.request.Request(
    os.environ["MOSTRADOR_URL"] + "/v1/tokens",
    data=json.dumps({"name": name, "scopes": scopes}).encode(),
    headers={
        "authorization": "Bearer " + os.environ["MOSTRADOR_TOKEN"],
        "content-type": "application/json",
        "accept-language": "en",
    },
)
try:
    with urllib.request.urlopen(request, timeout=30) as response:
        print(json.load(response)["token"])
except urllib.error.HTTPError as error:
    problem = json.load(error)
    wrong = "".join(f"\n  {one['pointer'] or '/'}: {one['detail']}" for one in problem.get("errors", []))
    sys.exit(f"{problem['code']}: {problem['detail']}{wrong}")
