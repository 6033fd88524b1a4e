<?php

/**
 * A receiver of webhooks: keeps what is verified, once.
 *
 *   WEBHOOK_SECRET=whsec_... php -S 127.0.0.1:8088 receiver.php
 */

declare(strict_types=1);

require __DIR__ . '/verify_signature.php';

function answer(int $status): void
{
    http_response_code($status);
    exit;
}

if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    answer(405);
}
if ((int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > 1_000_000) {
    answer(413);
}
// Never $_POST: what was signed are the bytes.
$body = (string) file_get_contents('php://input');
$headers = [];
foreach (['id', 'timestamp', 'signature'] as $name) {
    $headers["webhook-$name"] = (string) ($_SERVER['HTTP_WEBHOOK_' . strtoupper($name)] ?? '');
}
try {
    $id = verify(secretsOfEnvironment(), $headers, $body);
} catch (Refused $refused) {
    file_put_contents('php://stderr', "refused {$refused->getMessage()}\n");
    answer(401);
}
// In your database: the id is written in the same transaction as what follows from the event. Here a file that can be made
// only once says that it was seen.
$folder = getenv('WEBHOOK_SEEN') ?: sys_get_temp_dir() . '/mostrador-webhooks';
if (!is_dir($folder)) {
    @mkdir($folder, 0700, true);
}
$isNew = @fopen($folder . '/' . hash('sha256', $id), 'x') !== false;
file_put_contents('php://stdout', $isNew ? "verified $id $body\n" : "again $id\n");
answer(204);
