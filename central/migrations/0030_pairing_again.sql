-- An answer to a pairing may be lost on its way: asked again with the same code, the same token is told again.
ALTER TABLE pairing_codes
  -- The token follows from it and from the secret of the code together: this database alone does not have it.
  ADD COLUMN token_seed text,
  -- The token that was given for this code.
  ADD COLUMN token_key_id text;
