"""Follow what happens, in order, from where the last run ended. For whoever cannot be reached, and to miss nothing.

    MOSTRADOR_URL=... MOSTRADOR_TOKEN=<events:read> python3 follow_events.py POSITION_FILE [--once]
"""

import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

EVERY_SECONDS = 5


def events_after(position):
    query = "?" + urllib.parse.urlencode({"after": position}) if position else ""
    request = urllib.request.Request(
        os.environ["MOSTRADOR_URL"] + "/v1/events" + query,
        headers={"authorization": "Bearer " + os.environ["MOSTRADOR_TOKEN"], "accept-language": "en"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def keep(file, position):
    """Whole or not at all: a file that is half written would be a position that never was."""
    new = file.with_name(file.name + ".new")
    new.write_text(position)
    new.replace(file)


def main():
    file = pathlib.Path(sys.argv[1])
    is_once = "--once" in sys.argv
    while True:
        try:
            page = events_after(file.read_text() if file.exists() else "")
        except urllib.error.HTTPError as error:
            if error.code == 410:
                # Central was restored from a copy. From the beginning: what was dealt with is known by its id.
                file.unlink()
                continue
            if error.code not in (429, 502, 503, 504):
                sys.exit(json.load(error)["detail"])
            time.sleep(int(error.headers.get("retry-after", EVERY_SECONDS)))
            continue
        except (urllib.error.URLError, TimeoutError) as error:
            print("later:", error, file=sys.stderr, flush=True)
            time.sleep(EVERY_SECONDS)
            continue
        for event in page["data"]:
            print(event["id"], event["type"], json.dumps(event["data"], ensure_ascii=False), flush=True)
            # After it was dealt with: whoever dies here sees this one again, and none is lost.
            keep(file, event["id"])
        if not page["hasMore"]:
            if is_once:
                return
            time.sleep(EVERY_SECONDS)


try:
    main()
except KeyboardInterrupt:
    pass
