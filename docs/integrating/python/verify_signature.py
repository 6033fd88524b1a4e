"""Verify a delivery of Mostrador (Standard Webhooks 1.0.0). Python 3.9 or newer, standard library only.

As a program it reads headers, an empty line and the body from standard input, and the secret from WEBHOOK_SECRET (two,
separated by a space, while one is being replaced):

    WEBHOOK_SECRET=whsec_... python3 verify_signature.py < delivery.txt
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
import sys
import time

TOLERANCE_SECONDS = 300


class Refused(Exception):
    """Why a delivery is not to be believed."""


def key_of(secret):
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        raise Refused("the secret is no base64") from None
    if not key:
        raise Refused("the secret is empty")
    return key


def verify(secrets, headers, body, now=None):
    """Return the webhook-id, which is the same in every repetition of a delivery, or raise Refused.

    secrets: list of whsec_...; headers: names in lower case; body: the bytes exactly as they came.
    """
    values = [headers.get("webhook-" + name, "") for name in ("id", "timestamp", "signature")]
    if "" in values:
        raise Refused("a header is missing")
    message_id, timestamp, signatures = values
    # int() would also take spaces, underscores and other alphabets' digits.
    if not re.fullmatch("[0-9]{1,12}", timestamp):
        raise Refused("webhook-timestamp is no number")
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_SECONDS:
        raise Refused("too old, or of a wrong clock")
    if not secrets:
        raise Refused("the secret is empty")
    content = f"{message_id}.{timestamp}.".encode("latin-1", "replace") + body
    for secret in secrets:
        expected = base64.b64encode(hmac.new(key_of(secret), content, hashlib.sha256).digest())
        for part in signatures.split(" "):
            version, _, signature = part.partition(",")
            # compare_digest takes as long for a near miss as for a far one; == would tell how near it was.
            if version == "v1" and hmac.compare_digest(expected, signature.encode("utf-8", "replace")):
                return message_id
    raise Refused("no signature fits")


def main():
    head, _, body = sys.stdin.buffer.read().partition(b"\n\n")
    lines = [line.partition(":") for line in head.decode("latin-1").splitlines()]
    headers = {name.strip().lower(): value.strip() for name, _, value in lines}
    # --now SECONDS is the clock of a test; a receiver never has it.
    now = int(sys.argv[2]) if sys.argv[1:2] == ["--now"] else None
    try:
        message_id = verify(os.environ.get("WEBHOOK_SECRET", "").split(), headers, body, now)
    except Refused as refused:
        sys.exit(f"refused {refused}")
    print("verified", message_id, body.decode("utf-8"))


if __name__ == "__main__":
    main()
