ALTER TABLE workers RENAME COLUMN available_slots TO available_circuits;
ALTER TABLE workers RENAME COLUMN occupied_slots TO occupied_circuits;
