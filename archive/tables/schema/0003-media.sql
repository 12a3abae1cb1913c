-- Which pictures and documents have a copy in the archive, found from either side.

CREATE INDEX idx_figures_image_url ON figures(image_url);
CREATE INDEX idx_figures_capture ON figures(capture_id);
CREATE INDEX idx_attachments_url ON attachments(url);
CREATE INDEX idx_attachments_capture ON attachments(capture_id);
CREATE INDEX idx_captures_media ON captures(requested_url, id) WHERE kind IN ('image', 'document');
