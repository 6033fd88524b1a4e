<?php

/**
 * Verifies a delivery of Mostrador (Standard Webhooks 1.0.0). PHP 8.0 or newer, no packages.
 *
 * As a program it reads headers, an empty line and the body from standard input, and the secret from WEBHOOK_SECRET (two,
 * separated by a space, while one is being replaced):
 *
 *   WEBHOOK_SECRET=whsec_... php verify_signature.php < delivery.txt
 */

declare(strict_types=1);

const TOLERANCE_SECONDS = 300;

final class Refused extends RuntimeException
{
}

/** @return list<string> */
function secretsOfEnvironment(): array
{
    return preg_split('/ +/', (string) getenv('WEBHOOK_SECRET'), -1, PREG_SPLIT_NO_EMPTY);
}

function keyOf(string $secret): string
{
    $key = base64_decode(str_starts_with($secret, 'whsec_') ? substr($secret, 6) : $secret, true);
    if ($key === false || $key === '') {
        throw new Refused('the secret is empty or no base64');
    }
    return $key;
}

/**
 * @param list<string> $secrets
 * @param array<string, string> $headers names in lower case
 * @param string $body the bytes exactly as they came
 * @return string the webhook-id, which is the same in every repetition of a delivery
 * @throws Refused
 */
function verify(array $secrets, array $headers, string $body, ?int $now = null): string
{
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    $signatures = $headers['webhook-signature'] ?? '';
    if ($id === '' || $timestamp === '' || $signatures === '') {
        throw new Refused('a header is missing');
    }
    if (preg_match('/\A[0-9]{1,12}\z/', $timestamp) !== 1) {
        throw new Refused('webhook-timestamp is no number');
    }
    if (abs(($now ?? time()) - (int) $timestamp) > TOLERANCE_SECONDS) {
        throw new Refused('too old, or of a wrong clock');
    }
    if ($secrets === []) {
        throw new Refused('the secret is empty');
    }
    foreach ($secrets as $secret) {
        $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", keyOf($secret), true));
        foreach (explode(' ', $signatures) as $given) {
            // In constant time: === would tell how near a guess was.
            if (hash_equals($expected, $given)) {
                return $id;
            }
        }
    }
    throw new Refused('no signature fits');
}

if (PHP_SAPI === 'cli' && realpath($argv[0]) === __FILE__) {
    [$head, $body] = explode("\n\n", (string) stream_get_contents(STDIN), 2) + [1 => ''];
    $headers = [];
    foreach (explode("\n", $head) as $line) {
        [$name, $value] = explode(':', $line, 2) + [1 => ''];
        $headers[strtolower(trim($name))] = trim($value);
    }
    // --now SECONDS is the clock of a test; a receiver never has it.
    $now = ($argv[1] ?? '') === '--now' ? (int) $argv[2] : null;
    try {
        $id = verify(secretsOfEnvironment(), $headers, $body, $now);
        echo "verified $id $body\n";
    } catch (Refused $refused) {
        fwrite(STDERR, "refused {$refused->getMessage()}\n");
        exit(1);
    }
}
