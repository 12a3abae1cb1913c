-- A version says under which profile it was read: beside the parser's version, the other thing that reads a page otherwise.

ALTER TABLE versions ADD COLUMN profile_id INTEGER REFERENCES profiles(id);

UPDATE versions SET profile_id = (
    SELECT runs.profile_id FROM captures JOIN runs ON runs.id = captures.run_id WHERE captures.id = versions.capture_id
);
