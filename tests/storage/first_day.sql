-- What an older lumbar kept of a person's first day.
INSERT INTO "person" ("id", "state", "full_form_due", "plan_stale", "spread_open", "plan_id", "last_session_on")
VALUES ('me', 'flare', 0, 1, 0, 'decision-1', '2026-05-04');
INSERT INTO "profile" ("person_id", "document", "full_form_on")
VALUES ('me', '{"age": 45}', '2026-05-04');
INSERT INTO "level" ("person_id", "movement", "level", "since")
VALUES ('me', 'bridge', 2, '2026-05-04');
INSERT INTO "decision" ("id", "person_id", "kind", "trigger", "as_of", "made_at", "rule_version", "catalogue", "input", "outcome")
VALUES ('decision-1', 'me', 'plan', 'day', '2026-05-04', '2026-05-04T08:00:00+02:00', 1, 'abc', '{"as_of": "2026-05-04", "answers": {"fever": "no"}, "pain": 3.5}', '{"outcome": "proceed", "week": [{"text": "na\u00efve \u201cquotes\u201d \u2713"}]}');
INSERT INTO "session" ("id", "person_id", "date", "slot", "started_at", "finished_at", "stored_at", "pain_before", "pain_after", "effort", "note", "next_morning", "plan_id", "fingerprint")
VALUES ('session-1', 'me', '2026-05-04', 'morning', '2026-05-04T08:00:00+02:00', '2026-05-04T08:15:00+02:00', '2026-05-04T08:15:01+02:00', 3, 2.5, 4, 'slept badly', 2, 'decision-1', 'of session-1');
INSERT INTO "session_item" ("session_id", "place", "movement", "level", "completed", "skipped", "hurt", "pain_during", "sets_done", "reps_done", "note")
VALUES ('session-1', 0, 'bridge', 2, 1, 0, 0, 1, 2, 20, 'fine');
INSERT INTO "session_set" ("session_id", "item_place", "place", "set", "side", "reps", "held_s", "completed")
VALUES ('session-1', 0, 0, 1, 'left', 10, 0, 1);
INSERT INTO "session_set" ("session_id", "item_place", "place", "set", "side", "reps", "held_s", "completed")
VALUES ('session-1', 0, 1, 1, 'right', 10, 2.5, 0);
INSERT INTO "pain_rating" ("person_id", "date", "kind", "value")
VALUES ('me', '2026-05-04', 'morning', 3);
INSERT INTO "change" ("id", "person_id", "decision_id", "date", "movement", "change", "from_level", "to_movement", "to_level", "reasons")
VALUES (1, 'me', 'decision-1', '2026-05-04', 'bridge', 'down', 2, 'bridge', 1, '[{"rule": "red_during", "facts": {"pain_during": 6}, "source": "s", "text": "t"}]');
