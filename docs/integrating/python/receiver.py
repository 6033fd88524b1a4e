"""A receiver of webhooks: keeps what is verified, once. Standard library only.

    WEBHOOK_SECRET=whsec_... python3 receiver.py 8088
"""

import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from verify_signature import Refused, verify

MAX_BYTES = 1_000_000
SECRETS = os.environ.get("WEBHOOK_SECRET", "").split()
# In your database: the id is written in the same transaction as what follows from the event.
seen = set()
# Deliveries come at the same time, each in a thread: two of one event must not both be the first.
lock = threading.Lock()


class Receiver(BaseHTTPRequestHandler):
    timeout = 15

    def do_POST(self):
        length = self.headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > MAX_BYTES:
            return self.answer(413)
        body = self.rfile.read(int(length))
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            message_id = verify(SECRETS, headers, body)
        except Refused as refused:
            print("refused", refused, file=sys.stderr, flush=True)
            return self.answer(401)
        # A delivery can come twice: its answer may have been lost. The second one is answered like the first.
        with lock:
            is_new = message_id not in seen
            seen.add(message_id)
            print(f"verified {message_id} {body.decode('utf-8')}" if is_new else f"again {message_id}", flush=True)
        # Answer at once, and do what takes long afterwards: after 15 seconds it counts as failed.
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        # Of a body that was not read nothing may be taken for the next request.
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True

    def log_message(self, *_):
        """One line per event is enough."""


class Server(ThreadingHTTPServer):
    # Five unless said: of more that come at once the rest is dropped by the system, and comes again after a second.
    request_queue_size = 128


if __name__ == "__main__":
    if not SECRETS:
        sys.exit("WEBHOOK_SECRET is missing")
    server = Server(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8088), Receiver)
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
