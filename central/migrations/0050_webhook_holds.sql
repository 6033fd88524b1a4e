-- An endpoint that is overloaded is left alone until then, by every instance and after a restart.
ALTER TABLE webhook_endpoints ADD COLUMN held_until_ms bigint NOT NULL DEFAULT 0;
