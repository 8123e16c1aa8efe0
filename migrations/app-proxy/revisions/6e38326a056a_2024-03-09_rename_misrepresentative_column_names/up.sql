-- A worker's circuits were counted in slots all along.

ALTER TABLE workers RENAME COLUMN available_circuits TO available_slots;
ALTER TABLE workers RENAME COLUMN occupied_circuits TO occupied_slots;
