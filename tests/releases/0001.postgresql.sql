SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.funding_approval_by_its_role_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.move IN ('chair_approve', 'funder_approve') AND NOT EXISTS (SELECT 1 FROM plans_membership m JOIN funding_grant g ON g.partnership_id = m.partnership_id JOIN funding_bid b ON b.grant_id = g.id WHERE b.id = NEW.bid_id AND m.person_id = NEW.created_by_id AND NOT m.is_withdrawn AND m.role = CASE NEW.move WHEN 'chair_approve' THEN 'chair' ELSE 'funder' END) THEN RAISE EXCEPTION 'Only the chair approves for the chair, and the funder for the funder.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_approval_of_this_version_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.move IN ('chair_approve', 'funder_approve') AND NOT EXISTS (SELECT 1 FROM funding_bid b WHERE b.id = NEW.bid_id AND b.version = NEW.version) THEN RAISE EXCEPTION 'The bid was changed since; look at it again.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_approved_already_came_with_a_sheet_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.move = 'approve' AND EXISTS (SELECT 1 FROM funding_bidtransition m WHERE m.bid_id = NEW.bid_id AND m.move <> 'import') THEN RAISE EXCEPTION 'A bid that goes its way here is approved here.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_approved_return_stays_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = 'approved' AND NEW.state = 'approved' AND (OLD.spent <> NEW.spent OR OLD.forecast <> NEW.forecast OR OLD.words <> NEW.words) THEN RAISE EXCEPTION 'An approved return is sent back before it is changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_bidtransition_no_delete_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'What was written here is never changed or deleted; write another line.' USING ERRCODE = 'integrity_constraint_violation'; RETURN NEW; END $$;
CREATE FUNCTION public.funding_bidtransition_no_truncate_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'What was written here is never changed or deleted; write another line.' USING ERRCODE = 'integrity_constraint_violation'; RETURN NEW; END $$;
CREATE FUNCTION public.funding_bidtransition_no_update_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'What was written here is never changed or deleted; write another line.' USING ERRCODE = 'integrity_constraint_violation'; RETURN NEW; END $$;
CREATE FUNCTION public.funding_bidversion_no_delete_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'What was written here is never changed or deleted; write another line.' USING ERRCODE = 'integrity_constraint_violation'; RETURN NEW; END $$;
CREATE FUNCTION public.funding_bidversion_no_truncate_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'What was written here is never changed or deleted; write another line.' USING ERRCODE = 'integrity_constraint_violation'; RETURN NEW; END $$;
CREATE FUNCTION public.funding_bidversion_no_update_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'What was written here is never changed or deleted; write another line.' USING ERRCODE = 'integrity_constraint_violation'; RETURN NEW; END $$;
CREATE FUNCTION public.funding_ledgerentry_no_delete_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'What was written here is never changed or deleted; write another line.' USING ERRCODE = 'integrity_constraint_violation'; RETURN NEW; END $$;
CREATE FUNCTION public.funding_ledgerentry_no_truncate_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'What was written here is never changed or deleted; write another line.' USING ERRCODE = 'integrity_constraint_violation'; RETURN NEW; END $$;
CREATE FUNCTION public.funding_ledgerentry_no_update_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'What was written here is never changed or deleted; write another line.' USING ERRCODE = 'integrity_constraint_violation'; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_approval_by_an_author_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.move IN ('chair_approve', 'funder_approve') AND EXISTS (SELECT 1 FROM funding_bidauthor a WHERE a.bid_id = NEW.bid_id AND a.person_id = NEW.created_by_id) THEN RAISE EXCEPTION 'Who wrote a bid does not approve it.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_approval_by_the_bidder_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.move IN ('chair_approve', 'funder_approve') AND EXISTS (
    WITH RECURSIVE asking(id, parent_id, place) AS (
        SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y
        JOIN funding_bid b ON y.id = b.lead_id WHERE b.id = NEW.bid_id
        UNION SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN asking a ON y.id = a.parent_id
    ), own(id, parent_id, place) AS (
        SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN plans_membership m ON y.id = m.body_id
        WHERE m.person_id = NEW.created_by_id AND NOT m.is_withdrawn
        UNION SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN own o ON y.id = o.parent_id
    ), named(id, name) AS (
        SELECT y.id, replace(replace(replace(lower(y.name), ' ', ''), ' ', ''), '	', '') FROM plans_body y
        WHERE y.id IN (SELECT id FROM asking UNION SELECT id FROM own)
        UNION SELECT n.body_id, replace(replace(replace(lower(n.name), ' ', ''), ' ', ''), '	', '') FROM plans_bodyname n
        WHERE n.body_id IN (SELECT id FROM asking UNION SELECT id FROM own)
    )
    SELECT 1 FROM own JOIN asking ON own.id = asking.id
    UNION ALL
    SELECT 1 FROM own JOIN asking ON own.place <> asking.place
    JOIN plans_partnership p ON p.id = own.place JOIN plans_partnership q ON q.id = asking.place
    JOIN named x ON x.id = own.id JOIN named z ON z.id = asking.id AND z.name = x.name
    WHERE coalesce(p.county_id, p.id) = coalesce(q.county_id, q.id)
    AND (own.parent_id IS NULL OR asking.parent_id IS NULL)
) THEN RAISE EXCEPTION 'A person of the bidding organisation does not approve its bid.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_approval_with_an_interest_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.move IN ('chair_approve', 'funder_approve') AND EXISTS (SELECT 1 FROM funding_assessment c JOIN funding_scorer s ON s.id = c.scorer_id WHERE c.bid_id = NEW.bid_id AND s.person_id = NEW.created_by_id AND c.interest <> '') THEN RAISE EXCEPTION 'Who declared an interest in a bid does not approve it.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_approval_without_a_bidder_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.move IN ('chair_approve', 'funder_approve') AND EXISTS (SELECT 1 FROM funding_bid b WHERE b.id = NEW.bid_id AND b.lead_id IS NULL) THEN RAISE EXCEPTION 'A bid that is approved names the body that leads it.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_decision_by_the_bidder_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.move IN ('recommend', 'decline') AND EXISTS (
    WITH RECURSIVE asking(id, parent_id, place) AS (
        SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y
        JOIN funding_bid b ON y.id = b.lead_id WHERE b.id = NEW.bid_id
        UNION SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN asking a ON y.id = a.parent_id
    ), own(id, parent_id, place) AS (
        SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN plans_membership m ON y.id = m.body_id
        WHERE m.person_id = NEW.created_by_id AND NOT m.is_withdrawn
        UNION SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN own o ON y.id = o.parent_id
    ), named(id, name) AS (
        SELECT y.id, replace(replace(replace(lower(y.name), ' ', ''), ' ', ''), '	', '') FROM plans_body y
        WHERE y.id IN (SELECT id FROM asking UNION SELECT id FROM own)
        UNION SELECT n.body_id, replace(replace(replace(lower(n.name), ' ', ''), ' ', ''), '	', '') FROM plans_bodyname n
        WHERE n.body_id IN (SELECT id FROM asking UNION SELECT id FROM own)
    )
    SELECT 1 FROM own JOIN asking ON own.id = asking.id
    UNION ALL
    SELECT 1 FROM own JOIN asking ON own.place <> asking.place
    JOIN plans_partnership p ON p.id = own.place JOIN plans_partnership q ON q.id = asking.place
    JOIN named x ON x.id = own.id JOIN named z ON z.id = asking.id AND z.name = x.name
    WHERE coalesce(p.county_id, p.id) = coalesce(q.county_id, q.id)
    AND (own.parent_id IS NULL OR asking.parent_id IS NULL)
) THEN RAISE EXCEPTION 'A person of the bidding organisation neither recommends nor declines its bid.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_marks_with_an_interest_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM funding_assessment c WHERE c.id = NEW.scoring_id AND c.interest <> '') THEN RAISE EXCEPTION 'A declared interest removes the score.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_marks_without_invitation_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM funding_assessment c JOIN funding_scorer s ON s.id = c.scorer_id WHERE c.id = NEW.scoring_id AND s.is_withdrawn) THEN RAISE EXCEPTION 'Only people who are invited score.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_score_by_an_author_insert_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.interest = '' AND EXISTS (SELECT 1 FROM funding_bidauthor a WHERE a.bid_id = NEW.bid_id AND a.person_id = (SELECT s.person_id FROM funding_scorer s WHERE s.id = NEW.scorer_id)) THEN RAISE EXCEPTION 'Who wrote a bid does not score it.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_score_by_an_author_update_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.interest = '' AND EXISTS (SELECT 1 FROM funding_bidauthor a WHERE a.bid_id = NEW.bid_id AND a.person_id = (SELECT s.person_id FROM funding_scorer s WHERE s.id = NEW.scorer_id)) THEN RAISE EXCEPTION 'Who wrote a bid does not score it.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_score_by_the_bidder_insert_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.interest = '' AND EXISTS (
    WITH RECURSIVE asking(id, parent_id, place) AS (
        SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y
        JOIN funding_bid b ON y.id = b.lead_id WHERE b.id = NEW.bid_id
        UNION SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN asking a ON y.id = a.parent_id
    ), own(id, parent_id, place) AS (
        SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN plans_membership m ON y.id = m.body_id
        WHERE m.person_id = (SELECT s.person_id FROM funding_scorer s WHERE s.id = NEW.scorer_id) AND NOT m.is_withdrawn
        UNION SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN own o ON y.id = o.parent_id
    ), named(id, name) AS (
        SELECT y.id, replace(replace(replace(lower(y.name), ' ', ''), ' ', ''), '	', '') FROM plans_body y
        WHERE y.id IN (SELECT id FROM asking UNION SELECT id FROM own)
        UNION SELECT n.body_id, replace(replace(replace(lower(n.name), ' ', ''), ' ', ''), '	', '') FROM plans_bodyname n
        WHERE n.body_id IN (SELECT id FROM asking UNION SELECT id FROM own)
    )
    SELECT 1 FROM own JOIN asking ON own.id = asking.id
    UNION ALL
    SELECT 1 FROM own JOIN asking ON own.place <> asking.place
    JOIN plans_partnership p ON p.id = own.place JOIN plans_partnership q ON q.id = asking.place
    JOIN named x ON x.id = own.id JOIN named z ON z.id = asking.id AND z.name = x.name
    WHERE coalesce(p.county_id, p.id) = coalesce(q.county_id, q.id)
    AND (own.parent_id IS NULL OR asking.parent_id IS NULL)
) THEN RAISE EXCEPTION 'A person of the bidding organisation does not score its bid.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_no_score_by_the_bidder_update_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.interest = '' AND EXISTS (
    WITH RECURSIVE asking(id, parent_id, place) AS (
        SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y
        JOIN funding_bid b ON y.id = b.lead_id WHERE b.id = NEW.bid_id
        UNION SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN asking a ON y.id = a.parent_id
    ), own(id, parent_id, place) AS (
        SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN plans_membership m ON y.id = m.body_id
        WHERE m.person_id = (SELECT s.person_id FROM funding_scorer s WHERE s.id = NEW.scorer_id) AND NOT m.is_withdrawn
        UNION SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN own o ON y.id = o.parent_id
    ), named(id, name) AS (
        SELECT y.id, replace(replace(replace(lower(y.name), ' ', ''), ' ', ''), '	', '') FROM plans_body y
        WHERE y.id IN (SELECT id FROM asking UNION SELECT id FROM own)
        UNION SELECT n.body_id, replace(replace(replace(lower(n.name), ' ', ''), ' ', ''), '	', '') FROM plans_bodyname n
        WHERE n.body_id IN (SELECT id FROM asking UNION SELECT id FROM own)
    )
    SELECT 1 FROM own JOIN asking ON own.id = asking.id
    UNION ALL
    SELECT 1 FROM own JOIN asking ON own.place <> asking.place
    JOIN plans_partnership p ON p.id = own.place JOIN plans_partnership q ON q.id = asking.place
    JOIN named x ON x.id = own.id JOIN named z ON z.id = asking.id AND z.name = x.name
    WHERE coalesce(p.county_id, p.id) = coalesce(q.county_id, q.id)
    AND (own.parent_id IS NULL OR asking.parent_id IS NULL)
) THEN RAISE EXCEPTION 'A person of the bidding organisation does not score its bid.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_pot_and_bidder_stay_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state <> 'draft' AND (OLD.pot_id <> NEW.pot_id OR (OLD.lead_id IS NOT NULL AND (NEW.lead_id IS NULL OR OLD.lead_id <> NEW.lead_id))) THEN RAISE EXCEPTION 'The pot and the body that leads stay as they were submitted.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_state_by_its_step_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state <> NEW.state AND NOT EXISTS (SELECT 1 FROM funding_bidtransition m WHERE m.id = (SELECT max(l.id) FROM funding_bidtransition l WHERE l.bid_id = NEW.id) AND m.was = OLD.state AND m.now = NEW.state) THEN RAISE EXCEPTION 'A bid changes its state by a step of its way.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_step_from_where_it_stands_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.was <> '' AND NOT EXISTS (SELECT 1 FROM funding_bid b WHERE b.id = NEW.bid_id AND b.state = NEW.was) THEN RAISE EXCEPTION 'The bid does not stand there any more.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.funding_words_stay_as_submitted_rule() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = NEW.state AND OLD.state NOT IN ('draft', 'changing', 'clarification') AND (OLD.title <> NEW.title OR OLD.asked <> NEW.asked OR OLD.amount_requested_text <> NEW.amount_requested_text OR OLD.summary <> NEW.summary OR OLD.need <> NEW.need OR OLD.beneficiaries <> NEW.beneficiaries OR OLD.sustainability <> NEW.sustainability OR OLD.safeguarding <> NEW.safeguarding OR OLD.activities <> NEW.activities OR OLD.measures <> NEW.measures OR OLD.costs <> NEW.costs OR OLD.match <> NEW.match OR OLD.quarters <> NEW.quarters OR OLD.project_types <> NEW.project_types OR OLD.funder_priorities <> NEW.funder_priorities) THEN RAISE EXCEPTION 'The words of a bid stay as they were submitted.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.actions_action (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    number character varying(30) NOT NULL,
    number_key character varying(100) NOT NULL,
    number_is_generated boolean NOT NULL,
    "position" integer NOT NULL,
    action text NOT NULL,
    desired_outcome text NOT NULL,
    status character varying(12) NOT NULL,
    closing_reason character varying(24) NOT NULL,
    closing_comment text NOT NULL,
    closing_reference character varying(500) NOT NULL,
    lead_to_be_confirmed boolean NOT NULL,
    leads_as_printed text NOT NULL,
    notes jsonb NOT NULL,
    plan_id bigint NOT NULL,
    priority_id bigint NOT NULL,
    CONSTRAINT actions_action_position_check CHECK (("position" >= 0)),
    CONSTRAINT actions_action_revision_check CHECK ((revision >= 0)),
    CONSTRAINT closed_with_a_reason CHECK (((((status)::text = 'closed'::text) AND (NOT ((closing_reason)::text = ''::text))) OR ((NOT ((status)::text = 'closed'::text)) AND ((closing_reason)::text = ''::text))))
);
CREATE TABLE public.actions_action_also_serves (
    id bigint NOT NULL,
    action_id bigint NOT NULL,
    priority_id bigint NOT NULL
);
ALTER TABLE public.actions_action_also_serves ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_action_also_serves_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.actions_action ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_action_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.actions_actionlead (
    id bigint NOT NULL,
    year smallint NOT NULL,
    "position" integer NOT NULL,
    action_id bigint NOT NULL,
    body_id bigint NOT NULL,
    CONSTRAINT actions_actionlead_position_check CHECK (("position" >= 0)),
    CONSTRAINT actions_actionlead_year_check CHECK ((year >= 0))
);
ALTER TABLE public.actions_actionlead ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_actionlead_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.actions_duedatechange (
    id bigint NOT NULL,
    was date NOT NULL,
    now date,
    why text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint,
    plan_id bigint NOT NULL,
    milestone_id bigint NOT NULL,
    CONSTRAINT a_date_moves_for_a_reason CHECK ((NOT (why = ''::text))),
    CONSTRAINT a_date_moves_later CHECK (((now IS NULL) OR (now > was)))
);
ALTER TABLE public.actions_duedatechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_duedatechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.actions_milestone (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    "position" integer NOT NULL,
    milestone text NOT NULL,
    timescale text NOT NULL,
    kind character varying(10) NOT NULL,
    starts date,
    due_override date,
    due date,
    recurrence character varying(60) NOT NULL,
    warnings jsonb NOT NULL,
    done_on date,
    lead_as_printed text NOT NULL,
    lead_to_be_confirmed boolean NOT NULL,
    notes jsonb NOT NULL,
    action_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT actions_milestone_position_check CHECK (("position" >= 0)),
    CONSTRAINT actions_milestone_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.actions_milestone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_milestone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.actions_milestonelead (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    body_id bigint NOT NULL,
    milestone_id bigint NOT NULL,
    CONSTRAINT actions_milestonelead_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.actions_milestonelead ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_milestonelead_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.actions_planimport (
    id bigint NOT NULL,
    filename character varying(255) NOT NULL,
    content bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    columns jsonb NOT NULL,
    choices jsonb NOT NULL,
    state character varying(10) NOT NULL,
    batch character varying(40) NOT NULL,
    summary jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint,
    plan_id bigint NOT NULL
);
ALTER TABLE public.actions_planimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_planimport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.actions_update (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    year smallint NOT NULL,
    quarter smallint NOT NULL,
    status character varying(12) NOT NULL,
    words text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    action_id bigint NOT NULL,
    created_by_id bigint,
    on_behalf_of_id bigint,
    plan_id bigint NOT NULL,
    CONSTRAINT actions_update_quarter_check CHECK ((quarter >= 0)),
    CONSTRAINT actions_update_revision_check CHECK ((revision >= 0)),
    CONSTRAINT actions_update_year_check CHECK ((year >= 0)),
    CONSTRAINT quarters_are_four CHECK (((quarter >= 1) AND (quarter <= 4)))
);
ALTER TABLE public.actions_update ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_update_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.django_tasks_database_dbtaskresult (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    args_kwargs jsonb NOT NULL,
    priority integer NOT NULL,
    task_path text NOT NULL,
    queue_name character varying(32) NOT NULL,
    backend_name character varying(32) NOT NULL,
    run_after timestamp with time zone NOT NULL,
    enqueued_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    started_at timestamp with time zone,
    return_value jsonb,
    exception_class_path text CONSTRAINT django_tasks_database_dbtaskresul_exception_class_path_not_null NOT NULL,
    traceback text NOT NULL,
    worker_ids jsonb NOT NULL,
    CONSTRAINT priority_range CHECK (((priority >= '-100'::integer) AND (priority <= 100)))
);
CREATE TABLE public.funding_assessment (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    interest text NOT NULL,
    bid_id bigint NOT NULL,
    scorer_id bigint NOT NULL,
    CONSTRAINT funding_assessment_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.funding_assessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_assessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_bid (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    number integer NOT NULL,
    title character varying(300) NOT NULL,
    lead_as_printed character varying(300) NOT NULL,
    asked bigint,
    amount_requested_text character varying(60) NOT NULL,
    summary text NOT NULL,
    need text NOT NULL,
    beneficiaries text NOT NULL,
    sustainability text NOT NULL,
    safeguarding text NOT NULL,
    activities jsonb NOT NULL,
    measures jsonb NOT NULL,
    costs jsonb NOT NULL,
    match jsonb NOT NULL,
    quarters jsonb NOT NULL,
    project_types jsonb NOT NULL,
    funder_priorities jsonb NOT NULL,
    state character varying(16) NOT NULL,
    version integer NOT NULL,
    approved_version integer,
    recommended_amount bigint,
    approved_amount bigint,
    lead_id bigint,
    grant_id bigint NOT NULL,
    pot_id bigint NOT NULL,
    CONSTRAINT a_bid_has_its_project CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'withdrawn'::character varying])::text[])) OR ((NOT ((title)::text = ''::text)) AND (asked IS NOT NULL) AND (version >= 1)))),
    CONSTRAINT an_amount_asked_is_not_below_nothing CHECK (((asked IS NULL) OR (asked >= 0))),
    CONSTRAINT funding_bid_approved_version_check CHECK ((approved_version >= 0)),
    CONSTRAINT funding_bid_number_check CHECK ((number >= 0)),
    CONSTRAINT funding_bid_revision_check CHECK ((revision >= 0)),
    CONSTRAINT funding_bid_version_check CHECK ((version >= 0)),
    CONSTRAINT what_is_approved_has_its_amount CHECK ((((approved_amount IS NULL) AND (approved_version IS NULL) AND ((state)::text = ANY ((ARRAY['chair_approved'::character varying, 'clarification'::character varying, 'declined'::character varying, 'draft'::character varying, 'recommended'::character varying, 'shortlisted'::character varying, 'submitted'::character varying, 'withdrawn'::character varying])::text[]))) OR ((approved_amount >= 0) AND (approved_amount IS NOT NULL) AND (approved_version IS NOT NULL) AND ((state)::text = ANY ((ARRAY['approved'::character varying, 'chair_approved'::character varying, 'changing'::character varying, 'clarification'::character varying, 'closed'::character varying, 'evaluated'::character varying, 'live'::character varying, 'recommended'::character varying, 'withdrawn'::character varying])::text[]))))),
    CONSTRAINT what_is_recommended_has_its_amount CHECK (((NOT ((state)::text = ANY ((ARRAY['recommended'::character varying, 'chair_approved'::character varying])::text[]))) OR ((recommended_amount >= 0) AND (recommended_amount IS NOT NULL))))
);
ALTER TABLE public.funding_bid ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_bid_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_bidactionlink (
    id bigint NOT NULL,
    action_id bigint NOT NULL,
    bid_id bigint NOT NULL
);
ALTER TABLE public.funding_bidactionlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_bidactionlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_bidauthor (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    bid_id bigint NOT NULL,
    person_id bigint NOT NULL
);
ALTER TABLE public.funding_bidauthor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_bidauthor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_bidfile (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    filename character varying(200) NOT NULL,
    size integer NOT NULL,
    content bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    bid_id bigint NOT NULL,
    created_by_id bigint,
    project_return_id bigint,
    CONSTRAINT funding_bidfile_revision_check CHECK ((revision >= 0)),
    CONSTRAINT funding_bidfile_size_check CHECK ((size >= 0))
);
ALTER TABLE public.funding_bidfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_bidfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_bidimport (
    id bigint NOT NULL,
    filename character varying(200) NOT NULL,
    content bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    imported_at timestamp with time zone,
    created_by_id bigint,
    grant_id bigint NOT NULL
);
ALTER TABLE public.funding_bidimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_bidimport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_bidpartner (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    bid_id bigint NOT NULL,
    body_id bigint NOT NULL,
    CONSTRAINT funding_bidpartner_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.funding_bidpartner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_bidpartner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_bidpriority (
    id bigint NOT NULL,
    bid_id bigint NOT NULL,
    priority_id bigint NOT NULL
);
ALTER TABLE public.funding_bidpriority ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_bidpriority_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_bidtransition (
    id bigint NOT NULL,
    move character varying(16) NOT NULL,
    was character varying(16) NOT NULL,
    now character varying(16) NOT NULL,
    words text NOT NULL,
    version integer NOT NULL,
    amount bigint,
    balance_before bigint,
    press character varying(40) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    bid_id bigint NOT NULL,
    created_by_id bigint,
    CONSTRAINT a_move_changes_the_state CHECK ((NOT ((was)::text = (now)::text))),
    CONSTRAINT a_move_is_one_of_the_way CHECK (((((move)::text = 'answer'::text) AND ((now)::text = 'chair_approved'::text) AND ((was)::text = 'clarification'::text)) OR (((move)::text = 'answer'::text) AND ((now)::text = 'recommended'::text) AND ((was)::text = 'clarification'::text)) OR (((move)::text = 'answer'::text) AND ((now)::text = 'shortlisted'::text) AND ((was)::text = 'clarification'::text)) OR (((move)::text = 'answer'::text) AND ((now)::text = 'submitted'::text) AND ((was)::text = 'clarification'::text)) OR (((move)::text = 'approve'::text) AND ((now)::text = 'approved'::text) AND ((was)::text = 'submitted'::text)) OR (((move)::text = 'ask'::text) AND ((now)::text = 'clarification'::text) AND ((was)::text = 'chair_approved'::text)) OR (((move)::text = 'ask'::text) AND ((now)::text = 'clarification'::text) AND ((was)::text = 'recommended'::text)) OR (((move)::text = 'ask'::text) AND ((now)::text = 'clarification'::text) AND ((was)::text = 'shortlisted'::text)) OR (((move)::text = 'ask'::text) AND ((now)::text = 'clarification'::text) AND ((was)::text = 'submitted'::text)) OR (((move)::text = 'chair_approve'::text) AND ((now)::text = 'chair_approved'::text) AND ((was)::text = 'recommended'::text)) OR (((move)::text = 'change'::text) AND ((now)::text = 'changing'::text) AND ((was)::text = 'approved'::text)) OR (((move)::text = 'change'::text) AND ((now)::text = 'changing'::text) AND ((was)::text = 'live'::text)) OR (((move)::text = 'close'::text) AND ((now)::text = 'closed'::text) AND ((was)::text = 'live'::text)) OR (((move)::text = 'decline'::text) AND ((now)::text = 'approved'::text) AND ((was)::text = 'chair_approved'::text)) OR (((move)::text = 'decline'::text) AND ((now)::text = 'declined'::text) AND ((was)::text = 'chair_approved'::text)) OR (((move)::text = 'decline'::text) AND ((now)::text = 'live'::text) AND ((was)::text = 'chair_approved'::text)) OR (((move)::text = 'decline'::text) AND ((now)::text = 'approved'::text) AND ((was)::text = 'recommended'::text)) OR (((move)::text = 'decline'::text) AND ((now)::text = 'declined'::text) AND ((was)::text = 'recommended'::text)) OR (((move)::text = 'decline'::text) AND ((now)::text = 'live'::text) AND ((was)::text = 'recommended'::text)) OR (((move)::text = 'decline'::text) AND ((now)::text = 'declined'::text) AND ((was)::text = 'shortlisted'::text)) OR (((move)::text = 'decline'::text) AND ((now)::text = 'declined'::text) AND ((was)::text = 'submitted'::text)) OR (((move)::text = 'drop_change'::text) AND ((now)::text = 'approved'::text) AND ((was)::text = 'chair_approved'::text)) OR (((move)::text = 'drop_change'::text) AND ((now)::text = 'live'::text) AND ((was)::text = 'chair_approved'::text)) OR (((move)::text = 'drop_change'::text) AND ((now)::text = 'approved'::text) AND ((was)::text = 'changing'::text)) OR (((move)::text = 'drop_change'::text) AND ((now)::text = 'live'::text) AND ((was)::text = 'changing'::text)) OR (((move)::text = 'drop_change'::text) AND ((now)::text = 'approved'::text) AND ((was)::text = 'clarification'::text)) OR (((move)::text = 'drop_change'::text) AND ((now)::text = 'live'::text) AND ((was)::text = 'clarification'::text)) OR (((move)::text = 'drop_change'::text) AND ((now)::text = 'approved'::text) AND ((was)::text = 'recommended'::text)) OR (((move)::text = 'drop_change'::text) AND ((now)::text = 'live'::text) AND ((was)::text = 'recommended'::text)) OR (((move)::text = 'evaluate'::text) AND ((now)::text = 'evaluated'::text) AND ((was)::text = 'closed'::text)) OR (((move)::text = 'funder_approve'::text) AND ((now)::text = 'approved'::text) AND ((was)::text = 'chair_approved'::text)) OR (((move)::text = 'funder_approve'::text) AND ((now)::text = 'live'::text) AND ((was)::text = 'chair_approved'::text)) OR (((move)::text = 'import'::text) AND ((now)::text = 'submitted'::text) AND ((was)::text = ''::text)) OR (((move)::text = 'recommend'::text) AND ((now)::text = 'recommended'::text) AND ((was)::text = 'shortlisted'::text)) OR (((move)::text = 'shortlist'::text) AND ((now)::text = 'shortlisted'::text) AND ((was)::text = 'submitted'::text)) OR (((move)::text = 'start'::text) AND ((now)::text = 'live'::text) AND ((was)::text = 'approved'::text)) OR (((move)::text = 'submit'::text) AND ((now)::text = 'recommended'::text) AND ((was)::text = 'changing'::text)) OR (((move)::text = 'submit'::text) AND ((now)::text = 'submitted'::text) AND ((was)::text = 'draft'::text)) OR (((move)::text = 'withdraw'::text) AND ((now)::text = 'withdrawn'::text) AND ((was)::text = 'approved'::text)) OR (((move)::text = 'withdraw'::text) AND ((now)::text = 'withdrawn'::text) AND ((was)::text = 'chair_approved'::text)) OR (((move)::text = 'withdraw'::text) AND ((now)::text = 'withdrawn'::text) AND ((was)::text = 'clarification'::text)) OR (((move)::text = 'withdraw'::text) AND ((now)::text = 'withdrawn'::text) AND ((was)::text = 'draft'::text)) OR (((move)::text = 'withdraw'::text) AND ((now)::text = 'withdrawn'::text) AND ((was)::text = 'recommended'::text)) OR (((move)::text = 'withdraw'::text) AND ((now)::text = 'withdrawn'::text) AND ((was)::text = 'shortlisted'::text)) OR (((move)::text = 'withdraw'::text) AND ((now)::text = 'withdrawn'::text) AND ((was)::text = 'submitted'::text)))),
    CONSTRAINT an_approval_is_a_persons_of_an_amount CHECK (((NOT ((move)::text = ANY ((ARRAY['chair_approve'::character varying, 'funder_approve'::character varying])::text[]))) OR ((amount IS NOT NULL) AND (balance_before IS NOT NULL) AND (created_by_id IS NOT NULL)))),
    CONSTRAINT funding_bidtransition_version_check CHECK ((version >= 0))
);
ALTER TABLE public.funding_bidtransition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_bidtransition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_bidversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    content jsonb NOT NULL,
    "values" jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    why text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    bid_id bigint NOT NULL,
    created_by_id bigint,
    CONSTRAINT funding_bidversion_number_check CHECK ((number >= 0))
);
ALTER TABLE public.funding_bidversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_bidversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_clarificationquestion (
    id bigint NOT NULL,
    about character varying(30) NOT NULL,
    words text NOT NULL,
    version integer NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    bid_id bigint NOT NULL,
    requested_by_id bigint,
    CONSTRAINT a_question_asks_something CHECK ((NOT (words = ''::text))),
    CONSTRAINT an_answer_has_its_day CHECK ((((answer = ''::text) AND (answered_at IS NULL)) OR ((NOT (answer = ''::text)) AND (answered_at IS NOT NULL)))),
    CONSTRAINT funding_clarificationquestion_version_check CHECK ((version >= 0))
);
ALTER TABLE public.funding_clarificationquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_clarificationquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_criterion (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    name character varying(200) NOT NULL,
    guidance text NOT NULL,
    weight smallint NOT NULL,
    "position" integer NOT NULL,
    grant_id bigint NOT NULL,
    CONSTRAINT a_weight_is_1_to_100 CHECK (((weight >= 1) AND (weight <= 100))),
    CONSTRAINT funding_criterion_position_check CHECK (("position" >= 0)),
    CONSTRAINT funding_criterion_revision_check CHECK ((revision >= 0)),
    CONSTRAINT funding_criterion_weight_check CHECK ((weight >= 0))
);
ALTER TABLE public.funding_criterion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_criterion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_criterionpoints (
    id bigint NOT NULL,
    points smallint NOT NULL,
    rationale text NOT NULL,
    criterion_id bigint NOT NULL,
    scoring_id bigint NOT NULL,
    CONSTRAINT a_mark_is_0_to_5 CHECK (((points >= 0) AND (points <= 5))),
    CONSTRAINT a_mark_says_why CHECK ((NOT (rationale = ''::text))),
    CONSTRAINT funding_criterionpoints_points_check CHECK ((points >= 0))
);
ALTER TABLE public.funding_criterionpoints ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_criterionpoints_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_evaluation (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    state character varying(10) NOT NULL,
    submitted_at timestamp with time zone,
    decided_at timestamp with time zone,
    decision_comment text NOT NULL,
    achieved text NOT NULL,
    difference text NOT NULL,
    learned text NOT NULL,
    next_steps text NOT NULL,
    results jsonb NOT NULL,
    bid_id bigint NOT NULL,
    decided_by_id bigint,
    sent_by_id bigint,
    CONSTRAINT an_evaluation_is_approved_by_another CHECK (((NOT ((state)::text = 'approved'::text)) OR ((decided_by_id IS NOT NULL) AND (NOT ((decided_by_id = sent_by_id) AND (decided_by_id IS NOT NULL) AND (sent_by_id IS NOT NULL)))))),
    CONSTRAINT an_evaluation_sent_says_what_was_achieved CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'sent_back'::character varying])::text[])) OR ((NOT (achieved = ''::text)) AND (sent_by_id IS NOT NULL)))),
    CONSTRAINT funding_evaluation_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.funding_evaluation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_evaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_funder (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    name character varying(200) NOT NULL,
    kind character varying(8) NOT NULL,
    starts date,
    ends date,
    partnership_id bigint NOT NULL,
    CONSTRAINT a_funder_ends_after_it_starts CHECK (((starts IS NULL) OR (ends IS NULL) OR (starts <= ends))),
    CONSTRAINT funding_funder_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.funding_funder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_funder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_grant (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    slug character varying(60) NOT NULL,
    title character varying(200) NOT NULL,
    starts date NOT NULL,
    ends date NOT NULL,
    is_provisional boolean NOT NULL,
    conditions text NOT NULL,
    project_types text NOT NULL,
    funder_priorities text NOT NULL,
    printed_left bigint,
    funder_id bigint,
    partnership_id bigint NOT NULL,
    CONSTRAINT a_grant_ends_after_it_starts CHECK ((starts <= ends)),
    CONSTRAINT funding_grant_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.funding_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_ledgerentry (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    kind character varying(10) NOT NULL,
    amount bigint NOT NULL,
    "on" date NOT NULL,
    reason text NOT NULL,
    consent text NOT NULL,
    is_provisional boolean NOT NULL,
    balance_before bigint NOT NULL,
    "group" character varying(40) NOT NULL,
    key character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    bid_id bigint,
    created_by_id bigint,
    grant_id bigint NOT NULL,
    pot_id bigint NOT NULL,
    CONSTRAINT a_commitment_is_for_a_project CHECK (((NOT ((kind)::text = ANY ((ARRAY['commitment'::character varying, 'release'::character varying, 'payment'::character varying, 'return'::character varying])::text[]))) OR (NOT (bid_id IS NULL)))),
    CONSTRAINT a_movement_has_reason_and_consent CHECK (((NOT ((kind)::text = 'movement'::text)) OR ((NOT (reason = ''::text)) AND (NOT (consent = ''::text)) AND (NOT (("group")::text = ''::text))))),
    CONSTRAINT an_entry_is_of_something CHECK ((NOT (amount = 0))),
    CONSTRAINT funding_ledgerentry_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT what_goes_back_is_below_nothing CHECK (((NOT ((kind)::text = ANY ((ARRAY['release'::character varying, 'return'::character varying, 'given_back'::character varying])::text[]))) OR (amount < 0))),
    CONSTRAINT what_is_committed_is_above_nothing CHECK (((NOT ((kind)::text = ANY ((ARRAY['commitment'::character varying, 'payment'::character varying])::text[]))) OR (amount > 0)))
);
ALTER TABLE public.funding_ledgerentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_ledgerentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_pot (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    name character varying(100) NOT NULL,
    kind character varying(8) NOT NULL,
    "position" integer NOT NULL,
    opens_at timestamp with time zone,
    closes_at timestamp with time zone,
    opened_early_why text NOT NULL,
    grant_id bigint NOT NULL,
    CONSTRAINT a_pot_closes_after_it_opens CHECK (((opens_at IS NULL) OR (closes_at IS NULL) OR (opens_at < closes_at))),
    CONSTRAINT funding_pot_position_check CHECK (("position" >= 0)),
    CONSTRAINT funding_pot_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.funding_pot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_pot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_printedtotal (
    id bigint NOT NULL,
    filename character varying(200) NOT NULL,
    cell character varying(12) NOT NULL,
    label character varying(300) NOT NULL,
    printed bigint NOT NULL,
    computed bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    grant_id bigint NOT NULL,
    withdrawn_by_id bigint
);
ALTER TABLE public.funding_printedtotal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_printedtotal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_projectreturn (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    state character varying(10) NOT NULL,
    submitted_at timestamp with time zone,
    decided_at timestamp with time zone,
    decision_comment text NOT NULL,
    year smallint NOT NULL,
    quarter smallint NOT NULL,
    spent bigint,
    forecast bigint,
    words text NOT NULL,
    results jsonb NOT NULL,
    bid_id bigint NOT NULL,
    decided_by_id bigint,
    sent_by_id bigint,
    CONSTRAINT a_return_is_approved_by_another CHECK (((NOT ((state)::text = 'approved'::text)) OR ((decided_by_id IS NOT NULL) AND (NOT ((decided_by_id = sent_by_id) AND (decided_by_id IS NOT NULL) AND (sent_by_id IS NOT NULL)))))),
    CONSTRAINT a_return_is_for_a_quarter CHECK (((quarter >= 1) AND (quarter <= 4))),
    CONSTRAINT a_return_sent_has_its_figures CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'sent_back'::character varying])::text[])) OR ((forecast >= 0) AND (forecast IS NOT NULL) AND (sent_by_id IS NOT NULL) AND (spent >= 0) AND (spent IS NOT NULL)))),
    CONSTRAINT funding_projectreturn_quarter_check CHECK ((quarter >= 0)),
    CONSTRAINT funding_projectreturn_revision_check CHECK ((revision >= 0)),
    CONSTRAINT funding_projectreturn_year_check CHECK ((year >= 0))
);
ALTER TABLE public.funding_projectreturn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_projectreturn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_scorer (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    grant_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT funding_scorer_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.funding_scorer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_scorer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funding_transferrequest (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    amount bigint NOT NULL,
    reason text NOT NULL,
    overcommit_reason text NOT NULL,
    state character varying(10) NOT NULL,
    press character varying(32) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decision_comment text NOT NULL,
    decided_by_id bigint,
    grant_id bigint NOT NULL,
    requested_by_id bigint NOT NULL,
    source_bid_id bigint,
    source_pot_id bigint,
    target_bid_id bigint,
    target_pot_id bigint,
    CONSTRAINT a_request_has_amount_and_reason CHECK (((amount > 0) AND (NOT (reason = ''::text)))),
    CONSTRAINT a_request_is_agreed_to_by_another CHECK (((NOT ((state)::text = ANY ((ARRAY['agreed'::character varying, 'not_agreed'::character varying])::text[]))) OR (NOT ((decided_by_id = requested_by_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT a_request_is_decided_by_somebody CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL) AND ((state)::text = 'waiting'::text)) OR ((NOT ((state)::text = 'waiting'::text)) AND (decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT a_request_is_not_agreed_to_with_words CHECK (((NOT ((state)::text = 'not_agreed'::text)) OR (NOT (decision_comment = ''::text)))),
    CONSTRAINT a_request_is_of_two_pots_or_two_projects CHECK ((((source_bid_id IS NULL) AND (source_pot_id IS NOT NULL) AND (target_bid_id IS NULL) AND (target_pot_id IS NOT NULL) AND (NOT ((source_pot_id = target_pot_id) AND (source_pot_id IS NOT NULL) AND (target_pot_id IS NOT NULL)))) OR ((source_bid_id IS NOT NULL) AND (source_pot_id IS NULL) AND (target_bid_id IS NOT NULL) AND (target_pot_id IS NULL) AND (NOT ((source_bid_id = target_bid_id) AND (source_bid_id IS NOT NULL) AND (target_bid_id IS NOT NULL)))))),
    CONSTRAINT a_request_is_taken_back_by_who_asked CHECK (((NOT ((state)::text = 'taken_back'::text)) OR (decided_by_id = requested_by_id))),
    CONSTRAINT funding_transferrequest_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.funding_transferrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_transferrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_body (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    name character varying(200) NOT NULL,
    kind character varying(12) NOT NULL,
    parent_id bigint,
    partnership_id bigint NOT NULL,
    CONSTRAINT a_post_belongs_to_a_body CHECK (((NOT ((kind)::text = 'post'::text)) OR (NOT (parent_id IS NULL)))),
    CONSTRAINT plans_body_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.plans_body ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_body_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_bodyname (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    until date,
    body_id bigint NOT NULL
);
ALTER TABLE public.plans_bodyname ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_bodyname_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_formdraft (
    id bigint NOT NULL,
    form character varying(200) NOT NULL,
    data jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL
);
ALTER TABLE public.plans_formdraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_formdraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_historyentry (
    id bigint NOT NULL,
    plan_id bigint,
    "row" character varying(60) NOT NULL,
    thread character varying(60) NOT NULL,
    revision integer NOT NULL,
    act character varying(10) NOT NULL,
    fields jsonb NOT NULL,
    why text NOT NULL,
    batch character varying(40) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint,
    partnership_id bigint NOT NULL,
    CONSTRAINT plans_historyentry_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.plans_historyentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_historyentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_invitation (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(150) NOT NULL,
    role character varying(10) NOT NULL,
    token_hash character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    body_id bigint,
    created_by_id bigint,
    partnership_id bigint NOT NULL,
    CONSTRAINT a_lead_is_invited_for_a_body CHECK (((NOT ((role)::text = 'lead'::text)) OR (NOT (body_id IS NULL))))
);
ALTER TABLE public.plans_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_membership (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    role character varying(10) NOT NULL,
    is_proper_officer boolean NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    body_id bigint,
    person_id bigint NOT NULL,
    partnership_id bigint NOT NULL,
    CONSTRAINT a_lead_is_for_a_body CHECK (((NOT ((role)::text = 'lead'::text)) OR (NOT (body_id IS NULL)))),
    CONSTRAINT plans_membership_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.plans_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_partnership (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    slug character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    tier character varying(10) NOT NULL,
    area character varying(200) NOT NULL,
    closed_on date,
    excluded_reasons jsonb NOT NULL,
    county_id bigint,
    CONSTRAINT a_county_has_no_county CHECK (((NOT ((tier)::text = 'county'::text)) OR (county_id IS NULL))),
    CONSTRAINT plans_partnership_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.plans_partnership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_partnership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_partnershipname (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    until date NOT NULL,
    partnership_id bigint NOT NULL
);
ALTER TABLE public.plans_partnershipname ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_partnershipname_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_plan (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    slug character varying(60) NOT NULL,
    title character varying(200) NOT NULL,
    kind character varying(20) NOT NULL,
    starts date NOT NULL,
    ends date NOT NULL,
    state character varying(12) NOT NULL,
    introduction text NOT NULL,
    adopted_on date,
    adopted_by character varying(200) NOT NULL,
    open_quarter character varying(7) NOT NULL,
    last_report_frozen_at timestamp with time zone,
    partnership_id bigint NOT NULL,
    CONSTRAINT a_plan_ends_after_it_starts CHECK ((starts <= ends)),
    CONSTRAINT plans_plan_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.plans_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_priority (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    "position" integer NOT NULL,
    kind character varying(10) NOT NULL,
    heading character varying(500) NOT NULL,
    summary text NOT NULL,
    notes text NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT plans_priority_position_check CHECK (("position" >= 0)),
    CONSTRAINT plans_priority_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.plans_priority ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_priority_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_prioritylead (
    id bigint NOT NULL,
    level character varying(12) NOT NULL,
    "position" integer NOT NULL,
    body_id bigint NOT NULL,
    priority_id bigint NOT NULL,
    CONSTRAINT plans_prioritylead_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.plans_prioritylead ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_prioritylead_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_risk (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    "position" integer NOT NULL,
    risk character varying(200) NOT NULL,
    description text NOT NULL,
    mitigation text NOT NULL,
    likelihood character varying(1) NOT NULL,
    impact character varying(3) NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT plans_risk_position_check CHECK (("position" >= 0)),
    CONSTRAINT plans_risk_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.plans_risk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_risk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(150) NOT NULL,
    is_active boolean NOT NULL,
    is_staff boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL
);
CREATE TABLE public.plans_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.plans_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.plans_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.plans_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.plans_versiontablerow (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    number character varying(20) NOT NULL,
    "on" date NOT NULL,
    words character varying(500) NOT NULL,
    created_by_id bigint,
    plan_id bigint NOT NULL,
    CONSTRAINT plans_versiontablerow_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.plans_versiontablerow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_versiontablerow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_commentary (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    words text NOT NULL,
    priority_id bigint NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT reports_commentary_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.reports_commentary ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_commentary_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_committee (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    name character varying(200) NOT NULL,
    council character varying(200) NOT NULL,
    partnership_id bigint NOT NULL,
    CONSTRAINT reports_committee_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.reports_committee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_committee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_document (
    id bigint NOT NULL,
    source_hash character varying(64) NOT NULL,
    frozen_key character varying(100),
    title character varying(300) NOT NULL,
    source text NOT NULL,
    state character varying(8) NOT NULL,
    failure text NOT NULL,
    file bytea,
    file_hash character varying(64) NOT NULL,
    file_size integer NOT NULL,
    is_frozen boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_requested_at timestamp with time zone NOT NULL,
    partnership_id bigint NOT NULL,
    CONSTRAINT reports_document_file_size_check CHECK ((file_size >= 0))
);
ALTER TABLE public.reports_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_meeting (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    "on" date NOT NULL,
    place character varying(200) NOT NULL,
    committee_id bigint NOT NULL,
    CONSTRAINT reports_meeting_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.reports_meeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_meeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_pack (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    slug character varying(60) NOT NULL,
    title character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    content jsonb,
    content_hash character varying(64) NOT NULL,
    software character varying(20) NOT NULL,
    frozen_at timestamp with time zone,
    published_at timestamp with time zone,
    withdrawn_why text NOT NULL,
    created_by_id bigint,
    frozen_by_id bigint,
    last_edited_by_id bigint,
    meeting_id bigint NOT NULL,
    partnership_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    published_by_id bigint,
    report_id bigint,
    CONSTRAINT a_frozen_pack_has_its_hash CHECK ((((state)::text = 'draft'::text) OR (NOT ((content_hash)::text = ''::text)))),
    CONSTRAINT a_published_pack_has_its_publisher CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'frozen'::character varying])::text[])) OR (published_by_id IS NOT NULL))),
    CONSTRAINT author_does_not_publish CHECK (((published_by_id IS NULL) OR ((NOT ((published_by_id = created_by_id) AND (published_by_id IS NOT NULL) AND (created_by_id IS NOT NULL))) AND (NOT ((published_by_id = frozen_by_id) AND (published_by_id IS NOT NULL) AND (frozen_by_id IS NOT NULL))) AND (NOT ((published_by_id = last_edited_by_id) AND (published_by_id IS NOT NULL) AND (last_edited_by_id IS NOT NULL)))))),
    CONSTRAINT reports_pack_revision_check CHECK ((revision >= 0)),
    CONSTRAINT withdrawn_for_a_reason CHECK (((NOT ((state)::text = 'withdrawn'::text)) OR (NOT (withdrawn_why = ''::text))))
);
ALTER TABLE public.reports_pack ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_pack_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_packsection (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    "position" integer NOT NULL,
    heading character varying(200) NOT NULL,
    filling character varying(30) NOT NULL,
    words text NOT NULL,
    is_numbered boolean NOT NULL,
    generated_text text NOT NULL,
    pack_id bigint NOT NULL,
    CONSTRAINT reports_packsection_position_check CHECK (("position" >= 0)),
    CONSTRAINT reports_packsection_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.reports_packsection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_packsection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_report (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    year smallint NOT NULL,
    quarter smallint NOT NULL,
    number smallint NOT NULL,
    state character varying(10) NOT NULL,
    correction_reason text NOT NULL,
    decisions_requested text NOT NULL,
    content jsonb,
    content_hash character varying(64) NOT NULL,
    software character varying(20) NOT NULL,
    as_at date,
    frozen_at timestamp with time zone,
    decided_at timestamp with time zone,
    decision_comment text NOT NULL,
    decided_by_id bigint,
    follows_id bigint,
    frozen_by_id bigint,
    last_edited_by_id bigint,
    plan_id bigint NOT NULL,
    CONSTRAINT a_decided_report_says_by_whom CHECK (((((state)::text = ANY ((ARRAY['draft'::character varying, 'frozen'::character varying])::text[])) AND (decided_by_id IS NULL)) OR (((state)::text = ANY ((ARRAY['approved'::character varying, 'returned'::character varying])::text[])) AND (NOT (decided_by_id IS NULL))))),
    CONSTRAINT a_frozen_report_has_its_hash CHECK ((((state)::text = 'draft'::text) OR (NOT ((content_hash)::text = ''::text)))),
    CONSTRAINT a_report_is_returned_with_words CHECK (((NOT ((state)::text = 'returned'::text)) OR (NOT (decision_comment = ''::text)))),
    CONSTRAINT approver_did_not_edit_last CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = last_edited_by_id) AND (decided_by_id IS NOT NULL) AND (last_edited_by_id IS NOT NULL))))),
    CONSTRAINT approver_did_not_freeze CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = frozen_by_id) AND (decided_by_id IS NOT NULL) AND (frozen_by_id IS NOT NULL))))),
    CONSTRAINT reports_report_number_check CHECK ((number >= 0)),
    CONSTRAINT reports_report_quarter_check CHECK ((quarter >= 0)),
    CONSTRAINT reports_report_revision_check CHECK ((revision >= 0)),
    CONSTRAINT reports_report_year_check CHECK ((year >= 0))
);
ALTER TABLE public.reports_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_templatesection (
    id bigint NOT NULL,
    revision integer NOT NULL,
    is_withdrawn boolean NOT NULL,
    "position" integer NOT NULL,
    heading character varying(200) NOT NULL,
    filling character varying(30) NOT NULL,
    words text NOT NULL,
    is_numbered boolean NOT NULL,
    committee_id bigint NOT NULL,
    CONSTRAINT reports_templatesection_position_check CHECK (("position" >= 0)),
    CONSTRAINT reports_templatesection_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.reports_templatesection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_templatesection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.auth_permission VALUES (1, 'Can add person', 1, 'add_user');
INSERT INTO public.auth_permission VALUES (2, 'Can change person', 1, 'change_user');
INSERT INTO public.auth_permission VALUES (3, 'Can delete person', 1, 'delete_user');
INSERT INTO public.auth_permission VALUES (4, 'Can view person', 1, 'view_user');
INSERT INTO public.auth_permission VALUES (5, 'Can add organisation or group', 2, 'add_body');
INSERT INTO public.auth_permission VALUES (6, 'Can change organisation or group', 2, 'change_body');
INSERT INTO public.auth_permission VALUES (7, 'Can delete organisation or group', 2, 'delete_body');
INSERT INTO public.auth_permission VALUES (8, 'Can view organisation or group', 2, 'view_body');
INSERT INTO public.auth_permission VALUES (9, 'Can add body name', 3, 'add_bodyname');
INSERT INTO public.auth_permission VALUES (10, 'Can change body name', 3, 'change_bodyname');
INSERT INTO public.auth_permission VALUES (11, 'Can delete body name', 3, 'delete_bodyname');
INSERT INTO public.auth_permission VALUES (12, 'Can view body name', 3, 'view_bodyname');
INSERT INTO public.auth_permission VALUES (13, 'Can add form draft', 4, 'add_formdraft');
INSERT INTO public.auth_permission VALUES (14, 'Can change form draft', 4, 'change_formdraft');
INSERT INTO public.auth_permission VALUES (15, 'Can delete form draft', 4, 'delete_formdraft');
INSERT INTO public.auth_permission VALUES (16, 'Can view form draft', 4, 'view_formdraft');
INSERT INTO public.auth_permission VALUES (17, 'Can add partnership', 5, 'add_partnership');
INSERT INTO public.auth_permission VALUES (18, 'Can change partnership', 5, 'change_partnership');
INSERT INTO public.auth_permission VALUES (19, 'Can delete partnership', 5, 'delete_partnership');
INSERT INTO public.auth_permission VALUES (20, 'Can view partnership', 5, 'view_partnership');
INSERT INTO public.auth_permission VALUES (21, 'Can add role', 6, 'add_membership');
INSERT INTO public.auth_permission VALUES (22, 'Can change role', 6, 'change_membership');
INSERT INTO public.auth_permission VALUES (23, 'Can delete role', 6, 'delete_membership');
INSERT INTO public.auth_permission VALUES (24, 'Can view role', 6, 'view_membership');
INSERT INTO public.auth_permission VALUES (25, 'Can add invitation', 7, 'add_invitation');
INSERT INTO public.auth_permission VALUES (26, 'Can change invitation', 7, 'change_invitation');
INSERT INTO public.auth_permission VALUES (27, 'Can delete invitation', 7, 'delete_invitation');
INSERT INTO public.auth_permission VALUES (28, 'Can view invitation', 7, 'view_invitation');
INSERT INTO public.auth_permission VALUES (29, 'Can add history entry', 8, 'add_historyentry');
INSERT INTO public.auth_permission VALUES (30, 'Can change history entry', 8, 'change_historyentry');
INSERT INTO public.auth_permission VALUES (31, 'Can delete history entry', 8, 'delete_historyentry');
INSERT INTO public.auth_permission VALUES (32, 'Can view history entry', 8, 'view_historyentry');
INSERT INTO public.auth_permission VALUES (33, 'Can add partnership name', 9, 'add_partnershipname');
INSERT INTO public.auth_permission VALUES (34, 'Can change partnership name', 9, 'change_partnershipname');
INSERT INTO public.auth_permission VALUES (35, 'Can delete partnership name', 9, 'delete_partnershipname');
INSERT INTO public.auth_permission VALUES (36, 'Can view partnership name', 9, 'view_partnershipname');
INSERT INTO public.auth_permission VALUES (37, 'Can add plan', 10, 'add_plan');
INSERT INTO public.auth_permission VALUES (38, 'Can change plan', 10, 'change_plan');
INSERT INTO public.auth_permission VALUES (39, 'Can delete plan', 10, 'delete_plan');
INSERT INTO public.auth_permission VALUES (40, 'Can view plan', 10, 'view_plan');
INSERT INTO public.auth_permission VALUES (41, 'Can add priority', 11, 'add_priority');
INSERT INTO public.auth_permission VALUES (42, 'Can change priority', 11, 'change_priority');
INSERT INTO public.auth_permission VALUES (43, 'Can delete priority', 11, 'delete_priority');
INSERT INTO public.auth_permission VALUES (44, 'Can view priority', 11, 'view_priority');
INSERT INTO public.auth_permission VALUES (45, 'Can add priority lead', 12, 'add_prioritylead');
INSERT INTO public.auth_permission VALUES (46, 'Can change priority lead', 12, 'change_prioritylead');
INSERT INTO public.auth_permission VALUES (47, 'Can delete priority lead', 12, 'delete_prioritylead');
INSERT INTO public.auth_permission VALUES (48, 'Can view priority lead', 12, 'view_prioritylead');
INSERT INTO public.auth_permission VALUES (49, 'Can add risk', 13, 'add_risk');
INSERT INTO public.auth_permission VALUES (50, 'Can change risk', 13, 'change_risk');
INSERT INTO public.auth_permission VALUES (51, 'Can delete risk', 13, 'delete_risk');
INSERT INTO public.auth_permission VALUES (52, 'Can view risk', 13, 'view_risk');
INSERT INTO public.auth_permission VALUES (53, 'Can add revision', 14, 'add_versiontablerow');
INSERT INTO public.auth_permission VALUES (54, 'Can change revision', 14, 'change_versiontablerow');
INSERT INTO public.auth_permission VALUES (55, 'Can delete revision', 14, 'delete_versiontablerow');
INSERT INTO public.auth_permission VALUES (56, 'Can view revision', 14, 'view_versiontablerow');
INSERT INTO public.auth_permission VALUES (57, 'Can add action', 15, 'add_action');
INSERT INTO public.auth_permission VALUES (58, 'Can change action', 15, 'change_action');
INSERT INTO public.auth_permission VALUES (59, 'Can delete action', 15, 'delete_action');
INSERT INTO public.auth_permission VALUES (60, 'Can view action', 15, 'view_action');
INSERT INTO public.auth_permission VALUES (61, 'Can add action lead', 16, 'add_actionlead');
INSERT INTO public.auth_permission VALUES (62, 'Can change action lead', 16, 'change_actionlead');
INSERT INTO public.auth_permission VALUES (63, 'Can delete action lead', 16, 'delete_actionlead');
INSERT INTO public.auth_permission VALUES (64, 'Can view action lead', 16, 'view_actionlead');
INSERT INTO public.auth_permission VALUES (65, 'Can add milestone', 17, 'add_milestone');
INSERT INTO public.auth_permission VALUES (66, 'Can change milestone', 17, 'change_milestone');
INSERT INTO public.auth_permission VALUES (67, 'Can delete milestone', 17, 'delete_milestone');
INSERT INTO public.auth_permission VALUES (68, 'Can view milestone', 17, 'view_milestone');
INSERT INTO public.auth_permission VALUES (69, 'Can add due date change', 18, 'add_duedatechange');
INSERT INTO public.auth_permission VALUES (70, 'Can change due date change', 18, 'change_duedatechange');
INSERT INTO public.auth_permission VALUES (71, 'Can delete due date change', 18, 'delete_duedatechange');
INSERT INTO public.auth_permission VALUES (72, 'Can view due date change', 18, 'view_duedatechange');
INSERT INTO public.auth_permission VALUES (73, 'Can add milestone lead', 19, 'add_milestonelead');
INSERT INTO public.auth_permission VALUES (74, 'Can change milestone lead', 19, 'change_milestonelead');
INSERT INTO public.auth_permission VALUES (75, 'Can delete milestone lead', 19, 'delete_milestonelead');
INSERT INTO public.auth_permission VALUES (76, 'Can view milestone lead', 19, 'view_milestonelead');
INSERT INTO public.auth_permission VALUES (77, 'Can add plan import', 20, 'add_planimport');
INSERT INTO public.auth_permission VALUES (78, 'Can change plan import', 20, 'change_planimport');
INSERT INTO public.auth_permission VALUES (79, 'Can delete plan import', 20, 'delete_planimport');
INSERT INTO public.auth_permission VALUES (80, 'Can view plan import', 20, 'view_planimport');
INSERT INTO public.auth_permission VALUES (81, 'Can add update', 21, 'add_update');
INSERT INTO public.auth_permission VALUES (82, 'Can change update', 21, 'change_update');
INSERT INTO public.auth_permission VALUES (83, 'Can delete update', 21, 'delete_update');
INSERT INTO public.auth_permission VALUES (84, 'Can view update', 21, 'view_update');
INSERT INTO public.auth_permission VALUES (85, 'Can add funder', 22, 'add_funder');
INSERT INTO public.auth_permission VALUES (86, 'Can change funder', 22, 'change_funder');
INSERT INTO public.auth_permission VALUES (87, 'Can delete funder', 22, 'delete_funder');
INSERT INTO public.auth_permission VALUES (88, 'Can view funder', 22, 'view_funder');
INSERT INTO public.auth_permission VALUES (89, 'Can add grant', 23, 'add_grant');
INSERT INTO public.auth_permission VALUES (90, 'Can change grant', 23, 'change_grant');
INSERT INTO public.auth_permission VALUES (91, 'Can delete grant', 23, 'delete_grant');
INSERT INTO public.auth_permission VALUES (92, 'Can view grant', 23, 'view_grant');
INSERT INTO public.auth_permission VALUES (93, 'Can add criterion', 24, 'add_criterion');
INSERT INTO public.auth_permission VALUES (94, 'Can change criterion', 24, 'change_criterion');
INSERT INTO public.auth_permission VALUES (95, 'Can delete criterion', 24, 'delete_criterion');
INSERT INTO public.auth_permission VALUES (96, 'Can view criterion', 24, 'view_criterion');
INSERT INTO public.auth_permission VALUES (97, 'Can add bid import', 25, 'add_bidimport');
INSERT INTO public.auth_permission VALUES (98, 'Can change bid import', 25, 'change_bidimport');
INSERT INTO public.auth_permission VALUES (99, 'Can delete bid import', 25, 'delete_bidimport');
INSERT INTO public.auth_permission VALUES (100, 'Can view bid import', 25, 'view_bidimport');
INSERT INTO public.auth_permission VALUES (101, 'Can add bid', 26, 'add_bid');
INSERT INTO public.auth_permission VALUES (102, 'Can change bid', 26, 'change_bid');
INSERT INTO public.auth_permission VALUES (103, 'Can delete bid', 26, 'delete_bid');
INSERT INTO public.auth_permission VALUES (104, 'Can view bid', 26, 'view_bid');
INSERT INTO public.auth_permission VALUES (105, 'Can add pot', 27, 'add_pot');
INSERT INTO public.auth_permission VALUES (106, 'Can change pot', 27, 'change_pot');
INSERT INTO public.auth_permission VALUES (107, 'Can delete pot', 27, 'delete_pot');
INSERT INTO public.auth_permission VALUES (108, 'Can view pot', 27, 'view_pot');
INSERT INTO public.auth_permission VALUES (109, 'Can add ledger entry', 28, 'add_ledgerentry');
INSERT INTO public.auth_permission VALUES (110, 'Can change ledger entry', 28, 'change_ledgerentry');
INSERT INTO public.auth_permission VALUES (111, 'Can delete ledger entry', 28, 'delete_ledgerentry');
INSERT INTO public.auth_permission VALUES (112, 'Can view ledger entry', 28, 'view_ledgerentry');
INSERT INTO public.auth_permission VALUES (113, 'Can add printed total', 29, 'add_printedtotal');
INSERT INTO public.auth_permission VALUES (114, 'Can change printed total', 29, 'change_printedtotal');
INSERT INTO public.auth_permission VALUES (115, 'Can delete printed total', 29, 'delete_printedtotal');
INSERT INTO public.auth_permission VALUES (116, 'Can view printed total', 29, 'view_printedtotal');
INSERT INTO public.auth_permission VALUES (117, 'Can add quarterly return', 30, 'add_projectreturn');
INSERT INTO public.auth_permission VALUES (118, 'Can change quarterly return', 30, 'change_projectreturn');
INSERT INTO public.auth_permission VALUES (119, 'Can delete quarterly return', 30, 'delete_projectreturn');
INSERT INTO public.auth_permission VALUES (120, 'Can view quarterly return', 30, 'view_projectreturn');
INSERT INTO public.auth_permission VALUES (121, 'Can add file', 31, 'add_bidfile');
INSERT INTO public.auth_permission VALUES (122, 'Can change file', 31, 'change_bidfile');
INSERT INTO public.auth_permission VALUES (123, 'Can delete file', 31, 'delete_bidfile');
INSERT INTO public.auth_permission VALUES (124, 'Can view file', 31, 'view_bidfile');
INSERT INTO public.auth_permission VALUES (125, 'Can add scorer', 32, 'add_scorer');
INSERT INTO public.auth_permission VALUES (126, 'Can change scorer', 32, 'change_scorer');
INSERT INTO public.auth_permission VALUES (127, 'Can delete scorer', 32, 'delete_scorer');
INSERT INTO public.auth_permission VALUES (128, 'Can view scorer', 32, 'view_scorer');
INSERT INTO public.auth_permission VALUES (129, 'Can add score', 33, 'add_assessment');
INSERT INTO public.auth_permission VALUES (130, 'Can change score', 33, 'change_assessment');
INSERT INTO public.auth_permission VALUES (131, 'Can delete score', 33, 'delete_assessment');
INSERT INTO public.auth_permission VALUES (132, 'Can view score', 33, 'view_assessment');
INSERT INTO public.auth_permission VALUES (133, 'Can add request to move money', 34, 'add_transferrequest');
INSERT INTO public.auth_permission VALUES (134, 'Can change request to move money', 34, 'change_transferrequest');
INSERT INTO public.auth_permission VALUES (135, 'Can delete request to move money', 34, 'delete_transferrequest');
INSERT INTO public.auth_permission VALUES (136, 'Can view request to move money', 34, 'view_transferrequest');
INSERT INTO public.auth_permission VALUES (137, 'Can add bid action link', 35, 'add_bidactionlink');
INSERT INTO public.auth_permission VALUES (138, 'Can change bid action link', 35, 'change_bidactionlink');
INSERT INTO public.auth_permission VALUES (139, 'Can delete bid action link', 35, 'delete_bidactionlink');
INSERT INTO public.auth_permission VALUES (140, 'Can view bid action link', 35, 'view_bidactionlink');
INSERT INTO public.auth_permission VALUES (141, 'Can add bid author', 36, 'add_bidauthor');
INSERT INTO public.auth_permission VALUES (142, 'Can change bid author', 36, 'change_bidauthor');
INSERT INTO public.auth_permission VALUES (143, 'Can delete bid author', 36, 'delete_bidauthor');
INSERT INTO public.auth_permission VALUES (144, 'Can view bid author', 36, 'view_bidauthor');
INSERT INTO public.auth_permission VALUES (145, 'Can add bid partner', 37, 'add_bidpartner');
INSERT INTO public.auth_permission VALUES (146, 'Can change bid partner', 37, 'change_bidpartner');
INSERT INTO public.auth_permission VALUES (147, 'Can delete bid partner', 37, 'delete_bidpartner');
INSERT INTO public.auth_permission VALUES (148, 'Can view bid partner', 37, 'view_bidpartner');
INSERT INTO public.auth_permission VALUES (149, 'Can add bid priority', 38, 'add_bidpriority');
INSERT INTO public.auth_permission VALUES (150, 'Can change bid priority', 38, 'change_bidpriority');
INSERT INTO public.auth_permission VALUES (151, 'Can delete bid priority', 38, 'delete_bidpriority');
INSERT INTO public.auth_permission VALUES (152, 'Can view bid priority', 38, 'view_bidpriority');
INSERT INTO public.auth_permission VALUES (153, 'Can add bid transition', 39, 'add_bidtransition');
INSERT INTO public.auth_permission VALUES (154, 'Can change bid transition', 39, 'change_bidtransition');
INSERT INTO public.auth_permission VALUES (155, 'Can delete bid transition', 39, 'delete_bidtransition');
INSERT INTO public.auth_permission VALUES (156, 'Can view bid transition', 39, 'view_bidtransition');
INSERT INTO public.auth_permission VALUES (157, 'Can add bid version', 40, 'add_bidversion');
INSERT INTO public.auth_permission VALUES (158, 'Can change bid version', 40, 'change_bidversion');
INSERT INTO public.auth_permission VALUES (159, 'Can delete bid version', 40, 'delete_bidversion');
INSERT INTO public.auth_permission VALUES (160, 'Can view bid version', 40, 'view_bidversion');
INSERT INTO public.auth_permission VALUES (161, 'Can add clarification question', 41, 'add_clarificationquestion');
INSERT INTO public.auth_permission VALUES (162, 'Can change clarification question', 41, 'change_clarificationquestion');
INSERT INTO public.auth_permission VALUES (163, 'Can delete clarification question', 41, 'delete_clarificationquestion');
INSERT INTO public.auth_permission VALUES (164, 'Can view clarification question', 41, 'view_clarificationquestion');
INSERT INTO public.auth_permission VALUES (165, 'Can add criterion points', 42, 'add_criterionpoints');
INSERT INTO public.auth_permission VALUES (166, 'Can change criterion points', 42, 'change_criterionpoints');
INSERT INTO public.auth_permission VALUES (167, 'Can delete criterion points', 42, 'delete_criterionpoints');
INSERT INTO public.auth_permission VALUES (168, 'Can view criterion points', 42, 'view_criterionpoints');
INSERT INTO public.auth_permission VALUES (169, 'Can add evaluation', 43, 'add_evaluation');
INSERT INTO public.auth_permission VALUES (170, 'Can change evaluation', 43, 'change_evaluation');
INSERT INTO public.auth_permission VALUES (171, 'Can delete evaluation', 43, 'delete_evaluation');
INSERT INTO public.auth_permission VALUES (172, 'Can view evaluation', 43, 'view_evaluation');
INSERT INTO public.auth_permission VALUES (173, 'Can add committee', 44, 'add_committee');
INSERT INTO public.auth_permission VALUES (174, 'Can change committee', 44, 'change_committee');
INSERT INTO public.auth_permission VALUES (175, 'Can delete committee', 44, 'delete_committee');
INSERT INTO public.auth_permission VALUES (176, 'Can view committee', 44, 'view_committee');
INSERT INTO public.auth_permission VALUES (177, 'Can add meeting', 45, 'add_meeting');
INSERT INTO public.auth_permission VALUES (178, 'Can change meeting', 45, 'change_meeting');
INSERT INTO public.auth_permission VALUES (179, 'Can delete meeting', 45, 'delete_meeting');
INSERT INTO public.auth_permission VALUES (180, 'Can view meeting', 45, 'view_meeting');
INSERT INTO public.auth_permission VALUES (181, 'Can add pack', 46, 'add_pack');
INSERT INTO public.auth_permission VALUES (182, 'Can change pack', 46, 'change_pack');
INSERT INTO public.auth_permission VALUES (183, 'Can delete pack', 46, 'delete_pack');
INSERT INTO public.auth_permission VALUES (184, 'Can view pack', 46, 'view_pack');
INSERT INTO public.auth_permission VALUES (185, 'Can add section', 47, 'add_packsection');
INSERT INTO public.auth_permission VALUES (186, 'Can change section', 47, 'change_packsection');
INSERT INTO public.auth_permission VALUES (187, 'Can delete section', 47, 'delete_packsection');
INSERT INTO public.auth_permission VALUES (188, 'Can view section', 47, 'view_packsection');
INSERT INTO public.auth_permission VALUES (189, 'Can add report', 48, 'add_report');
INSERT INTO public.auth_permission VALUES (190, 'Can change report', 48, 'change_report');
INSERT INTO public.auth_permission VALUES (191, 'Can delete report', 48, 'delete_report');
INSERT INTO public.auth_permission VALUES (192, 'Can view report', 48, 'view_report');
INSERT INTO public.auth_permission VALUES (193, 'Can add commentary', 49, 'add_commentary');
INSERT INTO public.auth_permission VALUES (194, 'Can change commentary', 49, 'change_commentary');
INSERT INTO public.auth_permission VALUES (195, 'Can delete commentary', 49, 'delete_commentary');
INSERT INTO public.auth_permission VALUES (196, 'Can view commentary', 49, 'view_commentary');
INSERT INTO public.auth_permission VALUES (197, 'Can add section', 50, 'add_templatesection');
INSERT INTO public.auth_permission VALUES (198, 'Can change section', 50, 'change_templatesection');
INSERT INTO public.auth_permission VALUES (199, 'Can delete section', 50, 'delete_templatesection');
INSERT INTO public.auth_permission VALUES (200, 'Can view section', 50, 'view_templatesection');
INSERT INTO public.auth_permission VALUES (201, 'Can add document', 51, 'add_document');
INSERT INTO public.auth_permission VALUES (202, 'Can change document', 51, 'change_document');
INSERT INTO public.auth_permission VALUES (203, 'Can delete document', 51, 'delete_document');
INSERT INTO public.auth_permission VALUES (204, 'Can view document', 51, 'view_document');
INSERT INTO public.auth_permission VALUES (205, 'Can add permission', 52, 'add_permission');
INSERT INTO public.auth_permission VALUES (206, 'Can change permission', 52, 'change_permission');
INSERT INTO public.auth_permission VALUES (207, 'Can delete permission', 52, 'delete_permission');
INSERT INTO public.auth_permission VALUES (208, 'Can view permission', 52, 'view_permission');
INSERT INTO public.auth_permission VALUES (209, 'Can add group', 53, 'add_group');
INSERT INTO public.auth_permission VALUES (210, 'Can change group', 53, 'change_group');
INSERT INTO public.auth_permission VALUES (211, 'Can delete group', 53, 'delete_group');
INSERT INTO public.auth_permission VALUES (212, 'Can view group', 53, 'view_group');
INSERT INTO public.auth_permission VALUES (213, 'Can add content type', 54, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (214, 'Can change content type', 54, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (215, 'Can delete content type', 54, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (216, 'Can view content type', 54, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (217, 'Can add session', 55, 'add_session');
INSERT INTO public.auth_permission VALUES (218, 'Can change session', 55, 'change_session');
INSERT INTO public.auth_permission VALUES (219, 'Can delete session', 55, 'delete_session');
INSERT INTO public.auth_permission VALUES (220, 'Can view session', 55, 'view_session');
INSERT INTO public.auth_permission VALUES (221, 'Can add email address', 56, 'add_emailaddress');
INSERT INTO public.auth_permission VALUES (222, 'Can change email address', 56, 'change_emailaddress');
INSERT INTO public.auth_permission VALUES (223, 'Can delete email address', 56, 'delete_emailaddress');
INSERT INTO public.auth_permission VALUES (224, 'Can view email address', 56, 'view_emailaddress');
INSERT INTO public.auth_permission VALUES (225, 'Can add email confirmation', 57, 'add_emailconfirmation');
INSERT INTO public.auth_permission VALUES (226, 'Can change email confirmation', 57, 'change_emailconfirmation');
INSERT INTO public.auth_permission VALUES (227, 'Can delete email confirmation', 57, 'delete_emailconfirmation');
INSERT INTO public.auth_permission VALUES (228, 'Can view email confirmation', 57, 'view_emailconfirmation');
INSERT INTO public.auth_permission VALUES (229, 'Can add Task Result', 58, 'add_dbtaskresult');
INSERT INTO public.auth_permission VALUES (230, 'Can change Task Result', 58, 'change_dbtaskresult');
INSERT INTO public.auth_permission VALUES (231, 'Can delete Task Result', 58, 'delete_dbtaskresult');
INSERT INTO public.auth_permission VALUES (232, 'Can view Task Result', 58, 'view_dbtaskresult');
INSERT INTO public.django_content_type VALUES (1, 'plans', 'user');
INSERT INTO public.django_content_type VALUES (2, 'plans', 'body');
INSERT INTO public.django_content_type VALUES (3, 'plans', 'bodyname');
INSERT INTO public.django_content_type VALUES (4, 'plans', 'formdraft');
INSERT INTO public.django_content_type VALUES (5, 'plans', 'partnership');
INSERT INTO public.django_content_type VALUES (6, 'plans', 'membership');
INSERT INTO public.django_content_type VALUES (7, 'plans', 'invitation');
INSERT INTO public.django_content_type VALUES (8, 'plans', 'historyentry');
INSERT INTO public.django_content_type VALUES (9, 'plans', 'partnershipname');
INSERT INTO public.django_content_type VALUES (10, 'plans', 'plan');
INSERT INTO public.django_content_type VALUES (11, 'plans', 'priority');
INSERT INTO public.django_content_type VALUES (12, 'plans', 'prioritylead');
INSERT INTO public.django_content_type VALUES (13, 'plans', 'risk');
INSERT INTO public.django_content_type VALUES (14, 'plans', 'versiontablerow');
INSERT INTO public.django_content_type VALUES (15, 'actions', 'action');
INSERT INTO public.django_content_type VALUES (16, 'actions', 'actionlead');
INSERT INTO public.django_content_type VALUES (17, 'actions', 'milestone');
INSERT INTO public.django_content_type VALUES (18, 'actions', 'duedatechange');
INSERT INTO public.django_content_type VALUES (19, 'actions', 'milestonelead');
INSERT INTO public.django_content_type VALUES (20, 'actions', 'planimport');
INSERT INTO public.django_content_type VALUES (21, 'actions', 'update');
INSERT INTO public.django_content_type VALUES (22, 'funding', 'funder');
INSERT INTO public.django_content_type VALUES (23, 'funding', 'grant');
INSERT INTO public.django_content_type VALUES (24, 'funding', 'criterion');
INSERT INTO public.django_content_type VALUES (25, 'funding', 'bidimport');
INSERT INTO public.django_content_type VALUES (26, 'funding', 'bid');
INSERT INTO public.django_content_type VALUES (27, 'funding', 'pot');
INSERT INTO public.django_content_type VALUES (28, 'funding', 'ledgerentry');
INSERT INTO public.django_content_type VALUES (29, 'funding', 'printedtotal');
INSERT INTO public.django_content_type VALUES (30, 'funding', 'projectreturn');
INSERT INTO public.django_content_type VALUES (31, 'funding', 'bidfile');
INSERT INTO public.django_content_type VALUES (32, 'funding', 'scorer');
INSERT INTO public.django_content_type VALUES (33, 'funding', 'assessment');
INSERT INTO public.django_content_type VALUES (34, 'funding', 'transferrequest');
INSERT INTO public.django_content_type VALUES (35, 'funding', 'bidactionlink');
INSERT INTO public.django_content_type VALUES (36, 'funding', 'bidauthor');
INSERT INTO public.django_content_type VALUES (37, 'funding', 'bidpartner');
INSERT INTO public.django_content_type VALUES (38, 'funding', 'bidpriority');
INSERT INTO public.django_content_type VALUES (39, 'funding', 'bidtransition');
INSERT INTO public.django_content_type VALUES (40, 'funding', 'bidversion');
INSERT INTO public.django_content_type VALUES (41, 'funding', 'clarificationquestion');
INSERT INTO public.django_content_type VALUES (42, 'funding', 'criterionpoints');
INSERT INTO public.django_content_type VALUES (43, 'funding', 'evaluation');
INSERT INTO public.django_content_type VALUES (44, 'reports', 'committee');
INSERT INTO public.django_content_type VALUES (45, 'reports', 'meeting');
INSERT INTO public.django_content_type VALUES (46, 'reports', 'pack');
INSERT INTO public.django_content_type VALUES (47, 'reports', 'packsection');
INSERT INTO public.django_content_type VALUES (48, 'reports', 'report');
INSERT INTO public.django_content_type VALUES (49, 'reports', 'commentary');
INSERT INTO public.django_content_type VALUES (50, 'reports', 'templatesection');
INSERT INTO public.django_content_type VALUES (51, 'reports', 'document');
INSERT INTO public.django_content_type VALUES (52, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (53, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (54, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (55, 'sessions', 'session');
INSERT INTO public.django_content_type VALUES (56, 'account', 'emailaddress');
INSERT INTO public.django_content_type VALUES (57, 'account', 'emailconfirmation');
INSERT INTO public.django_content_type VALUES (58, 'django_tasks_database', 'dbtaskresult');
INSERT INTO public.django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-12-01 04:05:17.148183+00');
INSERT INTO public.django_migrations VALUES (2, 'contenttypes', '0002_remove_content_type_name', '2026-12-01 04:05:17.185715+00');
INSERT INTO public.django_migrations VALUES (3, 'auth', '0001_initial', '2026-12-01 04:05:18.597728+00');
INSERT INTO public.django_migrations VALUES (4, 'auth', '0002_alter_permission_name_max_length', '2026-12-01 04:05:18.633302+00');
INSERT INTO public.django_migrations VALUES (5, 'auth', '0003_alter_user_email_max_length', '2026-12-01 04:05:18.774924+00');
INSERT INTO public.django_migrations VALUES (6, 'auth', '0004_alter_user_username_opts', '2026-12-01 04:05:18.824606+00');
INSERT INTO public.django_migrations VALUES (7, 'auth', '0005_alter_user_last_login_null', '2026-12-01 04:05:18.8875+00');
INSERT INTO public.django_migrations VALUES (8, 'auth', '0006_require_contenttypes_0002', '2026-12-01 04:05:19.265661+00');
INSERT INTO public.django_migrations VALUES (9, 'auth', '0007_alter_validators_add_error_messages', '2026-12-01 04:05:19.310163+00');
INSERT INTO public.django_migrations VALUES (10, 'auth', '0008_alter_user_username_max_length', '2026-12-01 04:05:19.347278+00');
INSERT INTO public.django_migrations VALUES (11, 'auth', '0009_alter_user_last_name_max_length', '2026-12-01 04:05:19.36746+00');
INSERT INTO public.django_migrations VALUES (12, 'auth', '0010_alter_group_name_max_length', '2026-12-01 04:05:19.509315+00');
INSERT INTO public.django_migrations VALUES (13, 'auth', '0011_update_proxy_permissions', '2026-12-01 04:05:20.030682+00');
INSERT INTO public.django_migrations VALUES (14, 'auth', '0012_alter_user_first_name_max_length', '2026-12-01 04:05:20.35813+00');
INSERT INTO public.django_migrations VALUES (15, 'plans', '0001_initial', '2026-12-01 04:05:32.602527+00');
INSERT INTO public.django_migrations VALUES (16, 'account', '0001_initial', '2026-12-01 04:05:33.653621+00');
INSERT INTO public.django_migrations VALUES (17, 'account', '0002_email_max_length', '2026-12-01 04:05:33.800037+00');
INSERT INTO public.django_migrations VALUES (18, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-12-01 04:05:34.447496+00');
INSERT INTO public.django_migrations VALUES (19, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-12-01 04:05:34.905922+00');
INSERT INTO public.django_migrations VALUES (20, 'account', '0005_emailaddress_idx_upper_email', '2026-12-01 04:05:35.062323+00');
INSERT INTO public.django_migrations VALUES (21, 'account', '0006_emailaddress_lower', '2026-12-01 04:05:35.390248+00');
INSERT INTO public.django_migrations VALUES (22, 'account', '0007_emailaddress_idx_email', '2026-12-01 04:05:35.617419+00');
INSERT INTO public.django_migrations VALUES (23, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-12-01 04:05:35.840367+00');
INSERT INTO public.django_migrations VALUES (24, 'account', '0009_emailaddress_unique_primary_email', '2026-12-01 04:05:35.934956+00');
INSERT INTO public.django_migrations VALUES (25, 'actions', '0001_initial', '2026-12-01 04:05:39.485631+00');
INSERT INTO public.django_migrations VALUES (26, 'django_tasks_database', '0001_initial', '2026-12-01 04:05:39.662929+00');
INSERT INTO public.django_migrations VALUES (27, 'django_tasks_database', '0002_alter_dbtaskresult_options', '2026-12-01 04:05:39.74225+00');
INSERT INTO public.django_migrations VALUES (28, 'django_tasks_database', '0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at', '2026-12-01 04:05:39.957591+00');
INSERT INTO public.django_migrations VALUES (29, 'django_tasks_database', '0004_dbtaskresult_started_at', '2026-12-01 04:05:40.033283+00');
INSERT INTO public.django_migrations VALUES (30, 'django_tasks_database', '0005_alter_dbtaskresult_priority_and_more', '2026-12-01 04:05:40.61046+00');
INSERT INTO public.django_migrations VALUES (31, 'django_tasks_database', '0006_alter_dbtaskresult_args_kwargs_and_more', '2026-12-01 04:05:40.771225+00');
INSERT INTO public.django_migrations VALUES (32, 'django_tasks_database', '0007_add_separate_results_fields', '2026-12-01 04:05:40.80981+00');
INSERT INTO public.django_migrations VALUES (33, 'django_tasks_database', '0008_separate_results_field', '2026-12-01 04:05:40.887952+00');
INSERT INTO public.django_migrations VALUES (34, 'django_tasks_database', '0009_remove_results_field', '2026-12-01 04:05:40.90193+00');
INSERT INTO public.django_migrations VALUES (35, 'django_tasks_database', '0010_alter_dbtaskresult_status', '2026-12-01 04:05:40.920832+00');
INSERT INTO public.django_migrations VALUES (36, 'django_tasks_database', '0011_rename_complete_status', '2026-12-01 04:05:40.990266+00');
INSERT INTO public.django_migrations VALUES (37, 'django_tasks_database', '0012_add_separate_exception_fields', '2026-12-01 04:05:41.026106+00');
INSERT INTO public.django_migrations VALUES (38, 'django_tasks_database', '0013_separate_exception_fields', '2026-12-01 04:05:41.10366+00');
INSERT INTO public.django_migrations VALUES (39, 'django_tasks_database', '0014_remove_dbtaskresult_exception_data', '2026-12-01 04:05:41.127295+00');
INSERT INTO public.django_migrations VALUES (40, 'django_tasks_database', '0015_correctly_order_run_after', '2026-12-01 04:05:41.138375+00');
INSERT INTO public.django_migrations VALUES (41, 'django_tasks_database', '0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more', '2026-12-01 04:05:42.227889+00');
INSERT INTO public.django_migrations VALUES (42, 'django_tasks_database', '0017_dbtaskresult_metadata', '2026-12-01 04:05:42.265983+00');
INSERT INTO public.django_migrations VALUES (43, 'django_tasks_database', '0018_rename_succeeded_status', '2026-12-01 04:05:42.393359+00');
INSERT INTO public.django_migrations VALUES (44, 'django_tasks_database', '0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more', '2026-12-01 04:05:42.456631+00');
INSERT INTO public.django_migrations VALUES (45, 'django_tasks_database', '0020_update_db_task_result_ordering', '2026-12-01 04:05:42.631088+00');
INSERT INTO public.django_migrations VALUES (46, 'django_tasks_database', '0021_conditional_partial_index_ordering', '2026-12-01 04:05:43.07912+00');
INSERT INTO public.django_migrations VALUES (47, 'funding', '0001_initial', '2026-12-01 04:05:54.790173+00');
INSERT INTO public.django_migrations VALUES (48, 'reports', '0001_initial', '2026-12-01 04:06:01.602061+00');
INSERT INTO public.django_migrations VALUES (49, 'sessions', '0001_initial', '2026-12-01 04:06:01.83347+00');
SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);
SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);
SELECT pg_catalog.setval('public.actions_action_also_serves_id_seq', 1, false);
SELECT pg_catalog.setval('public.actions_action_id_seq', 1, false);
SELECT pg_catalog.setval('public.actions_actionlead_id_seq', 1, false);
SELECT pg_catalog.setval('public.actions_duedatechange_id_seq', 1, false);
SELECT pg_catalog.setval('public.actions_milestone_id_seq', 1, false);
SELECT pg_catalog.setval('public.actions_milestonelead_id_seq', 1, false);
SELECT pg_catalog.setval('public.actions_planimport_id_seq', 1, false);
SELECT pg_catalog.setval('public.actions_update_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 232, true);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 58, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 49, true);
SELECT pg_catalog.setval('public.funding_assessment_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_bid_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_bidactionlink_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_bidauthor_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_bidfile_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_bidimport_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_bidpartner_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_bidpriority_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_bidtransition_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_bidversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_clarificationquestion_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_criterion_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_criterionpoints_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_evaluation_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_funder_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_grant_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_ledgerentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_pot_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_printedtotal_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_projectreturn_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_scorer_id_seq', 1, false);
SELECT pg_catalog.setval('public.funding_transferrequest_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_body_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_bodyname_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_formdraft_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_historyentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_invitation_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_membership_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_partnership_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_partnershipname_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_plan_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_priority_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_prioritylead_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_risk_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_user_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_user_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_user_user_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.plans_versiontablerow_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_commentary_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_committee_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_document_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_meeting_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_pack_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_packsection_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_report_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_templatesection_id_seq', 1, false);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.actions_action_also_serves
    ADD CONSTRAINT actions_action_also_serves_action_id_priority_id_18e20a82_uniq UNIQUE (action_id, priority_id);
ALTER TABLE ONLY public.actions_action_also_serves
    ADD CONSTRAINT actions_action_also_serves_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.actions_actionlead
    ADD CONSTRAINT actions_actionlead_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.actions_duedatechange
    ADD CONSTRAINT actions_duedatechange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.actions_milestone
    ADD CONSTRAINT actions_milestone_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.actions_milestonelead
    ADD CONSTRAINT actions_milestonelead_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.actions_planimport
    ADD CONSTRAINT actions_planimport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.actions_update
    ADD CONSTRAINT actions_update_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.django_tasks_database_dbtaskresult
    ADD CONSTRAINT django_tasks_database_dbtaskresult_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_assessment
    ADD CONSTRAINT funding_assessment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_bid
    ADD CONSTRAINT funding_bid_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_bidactionlink
    ADD CONSTRAINT funding_bidactionlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_bidauthor
    ADD CONSTRAINT funding_bidauthor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_bidfile
    ADD CONSTRAINT funding_bidfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_bidimport
    ADD CONSTRAINT funding_bidimport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_bidpartner
    ADD CONSTRAINT funding_bidpartner_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_bidpriority
    ADD CONSTRAINT funding_bidpriority_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_bidtransition
    ADD CONSTRAINT funding_bidtransition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_bidversion
    ADD CONSTRAINT funding_bidversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_clarificationquestion
    ADD CONSTRAINT funding_clarificationquestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_criterion
    ADD CONSTRAINT funding_criterion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_criterionpoints
    ADD CONSTRAINT funding_criterionpoints_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_evaluation
    ADD CONSTRAINT funding_evaluation_bid_id_key UNIQUE (bid_id);
ALTER TABLE ONLY public.funding_evaluation
    ADD CONSTRAINT funding_evaluation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_funder
    ADD CONSTRAINT funding_funder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_grant
    ADD CONSTRAINT funding_grant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_ledgerentry
    ADD CONSTRAINT funding_ledgerentry_key_key UNIQUE (key);
ALTER TABLE ONLY public.funding_ledgerentry
    ADD CONSTRAINT funding_ledgerentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_pot
    ADD CONSTRAINT funding_pot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_printedtotal
    ADD CONSTRAINT funding_printedtotal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_projectreturn
    ADD CONSTRAINT funding_projectreturn_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_scorer
    ADD CONSTRAINT funding_scorer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_transferrequest
    ADD CONSTRAINT funding_transferrequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funding_transferrequest
    ADD CONSTRAINT funding_transferrequest_press_key UNIQUE (press);
ALTER TABLE ONLY public.funding_bidactionlink
    ADD CONSTRAINT one_action_paid_once UNIQUE (bid_id, action_id);
ALTER TABLE ONLY public.funding_bidauthor
    ADD CONSTRAINT one_author_once UNIQUE (bid_id, person_id);
ALTER TABLE ONLY public.funding_bid
    ADD CONSTRAINT one_bid_a_number UNIQUE (grant_id, number);
ALTER TABLE ONLY public.funding_bidversion
    ADD CONSTRAINT one_bid_version_a_number UNIQUE (bid_id, number);
ALTER TABLE ONLY public.reports_commentary
    ADD CONSTRAINT one_commentary_a_priority UNIQUE (report_id, priority_id);
ALTER TABLE ONLY public.plans_formdraft
    ADD CONSTRAINT one_draft_a_form UNIQUE (person_id, form);
ALTER TABLE ONLY public.funding_ledgerentry
    ADD CONSTRAINT one_entry_a_number UNIQUE (grant_id, sequence);
ALTER TABLE ONLY public.plans_bodyname
    ADD CONSTRAINT one_former_name_once UNIQUE (body_id, name, until);
ALTER TABLE ONLY public.funding_grant
    ADD CONSTRAINT one_grant_an_address UNIQUE (partnership_id, slug);
ALTER TABLE ONLY public.actions_actionlead
    ADD CONSTRAINT one_lead_once UNIQUE (action_id, body_id);
ALTER TABLE ONLY public.funding_criterionpoints
    ADD CONSTRAINT one_mark_a_criterion UNIQUE (scoring_id, criterion_id);
ALTER TABLE ONLY public.actions_milestonelead
    ADD CONSTRAINT one_milestone_lead_once UNIQUE (milestone_id, body_id);
ALTER TABLE ONLY public.reports_pack
    ADD CONSTRAINT one_pack_an_address UNIQUE (partnership_id, slug);
ALTER TABLE ONLY public.funding_bidpartner
    ADD CONSTRAINT one_partner_once UNIQUE (bid_id, body_id);
ALTER TABLE ONLY public.plans_partnershipname
    ADD CONSTRAINT one_partnership_name_a_day UNIQUE (partnership_id, until);
ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT one_plan_an_address UNIQUE (partnership_id, slug);
ALTER TABLE ONLY public.funding_printedtotal
    ADD CONSTRAINT one_printed_total_a_cell UNIQUE (grant_id, filename, cell);
ALTER TABLE ONLY public.plans_prioritylead
    ADD CONSTRAINT one_priority_lead_once UNIQUE (priority_id, body_id, level);
ALTER TABLE ONLY public.funding_bidpriority
    ADD CONSTRAINT one_priority_served_once UNIQUE (bid_id, priority_id);
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT one_report_a_version UNIQUE (plan_id, year, quarter, number);
ALTER TABLE ONLY public.funding_projectreturn
    ADD CONSTRAINT one_return_a_quarter UNIQUE (bid_id, year, quarter);
ALTER TABLE ONLY public.funding_assessment
    ADD CONSTRAINT one_score_a_person UNIQUE (bid_id, scorer_id);
ALTER TABLE ONLY public.actions_update
    ADD CONSTRAINT one_update_a_quarter UNIQUE (action_id, year, quarter);
ALTER TABLE ONLY public.plans_body
    ADD CONSTRAINT plans_body_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_bodyname
    ADD CONSTRAINT plans_bodyname_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_formdraft
    ADD CONSTRAINT plans_formdraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_historyentry
    ADD CONSTRAINT plans_historyentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_invitation
    ADD CONSTRAINT plans_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_invitation
    ADD CONSTRAINT plans_invitation_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.plans_membership
    ADD CONSTRAINT plans_membership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_partnership
    ADD CONSTRAINT plans_partnership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_partnership
    ADD CONSTRAINT plans_partnership_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.plans_partnershipname
    ADD CONSTRAINT plans_partnershipname_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_priority
    ADD CONSTRAINT plans_priority_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_prioritylead
    ADD CONSTRAINT plans_prioritylead_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_risk
    ADD CONSTRAINT plans_risk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_user
    ADD CONSTRAINT plans_user_email_key UNIQUE (email);
ALTER TABLE ONLY public.plans_user_groups
    ADD CONSTRAINT plans_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_user_groups
    ADD CONSTRAINT plans_user_groups_user_id_group_id_81ef6ef2_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.plans_user
    ADD CONSTRAINT plans_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_user_user_permissions
    ADD CONSTRAINT plans_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plans_user_user_permissions
    ADD CONSTRAINT plans_user_user_permissions_user_id_permission_id_7a37c077_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.plans_versiontablerow
    ADD CONSTRAINT plans_versiontablerow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_commentary
    ADD CONSTRAINT reports_commentary_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_committee
    ADD CONSTRAINT reports_committee_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_document
    ADD CONSTRAINT reports_document_frozen_key_key UNIQUE (frozen_key);
ALTER TABLE ONLY public.reports_document
    ADD CONSTRAINT reports_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_document
    ADD CONSTRAINT reports_document_source_hash_key UNIQUE (source_hash);
ALTER TABLE ONLY public.reports_meeting
    ADD CONSTRAINT reports_meeting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_pack
    ADD CONSTRAINT reports_pack_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_packsection
    ADD CONSTRAINT reports_packsection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_templatesection
    ADD CONSTRAINT reports_templatesection_pkey PRIMARY KEY (id);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX action_by_number ON public.actions_action USING btree (plan_id, number);
CREATE INDEX action_by_plan ON public.actions_action USING btree (plan_id, "position");
CREATE INDEX actions_action_also_serves_action_id_e9105680 ON public.actions_action_also_serves USING btree (action_id);
CREATE INDEX actions_action_also_serves_priority_id_3b7987de ON public.actions_action_also_serves USING btree (priority_id);
CREATE INDEX actions_action_priority_id_1f07deb9 ON public.actions_action USING btree (priority_id);
CREATE INDEX actions_duedatechange_created_by_id_a1287b0c ON public.actions_duedatechange USING btree (created_by_id);
CREATE INDEX actions_duedatechange_milestone_id_c839c8c2 ON public.actions_duedatechange USING btree (milestone_id);
CREATE INDEX actions_milestonelead_body_id_298c8937 ON public.actions_milestonelead USING btree (body_id);
CREATE INDEX actions_planimport_created_by_id_75753499 ON public.actions_planimport USING btree (created_by_id);
CREATE INDEX actions_planimport_plan_id_18a1a918 ON public.actions_planimport USING btree (plan_id);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX bid_by_state ON public.funding_bid USING btree (grant_id, state);
CREATE INDEX change_by_batch ON public.plans_historyentry USING btree (batch) WHERE (NOT ((batch)::text = ''::text));
CREATE INDEX change_by_partnership ON public.plans_historyentry USING btree (partnership_id, created_at);
CREATE INDEX change_by_plan ON public.plans_historyentry USING btree (plan_id, created_at);
CREATE INDEX change_by_row ON public.plans_historyentry USING btree ("row", revision);
CREATE INDEX change_by_thread ON public.plans_historyentry USING btree (thread, id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX django_task_backend_071754_idx ON public.django_tasks_database_dbtaskresult USING btree (backend_name);
CREATE INDEX django_task_queue_n_99c321_idx ON public.django_tasks_database_dbtaskresult USING btree (queue_name);
CREATE INDEX document_by_use ON public.reports_document USING btree (is_frozen, last_requested_at);
CREATE INDEX entry_by_pot ON public.funding_ledgerentry USING btree (grant_id, pot_id, kind);
CREATE INDEX funding_assessment_scorer_id_7f6a18ce ON public.funding_assessment USING btree (scorer_id);
CREATE INDEX funding_bid_lead_id_702cd06d ON public.funding_bid USING btree (lead_id);
CREATE INDEX funding_bid_pot_id_7b680957 ON public.funding_bid USING btree (pot_id);
CREATE INDEX funding_bidactionlink_action_id_4193c3b1 ON public.funding_bidactionlink USING btree (action_id);
CREATE INDEX funding_bidauthor_person_id_964b5a19 ON public.funding_bidauthor USING btree (person_id);
CREATE INDEX funding_bidfile_bid_id_8e941b3f ON public.funding_bidfile USING btree (bid_id);
CREATE INDEX funding_bidfile_created_by_id_edf00a41 ON public.funding_bidfile USING btree (created_by_id);
CREATE INDEX funding_bidfile_project_return_id_4ac40a45 ON public.funding_bidfile USING btree (project_return_id);
CREATE INDEX funding_bidimport_created_by_id_c118560e ON public.funding_bidimport USING btree (created_by_id);
CREATE INDEX funding_bidimport_grant_id_643439de ON public.funding_bidimport USING btree (grant_id);
CREATE INDEX funding_bidpartner_body_id_0995d5a0 ON public.funding_bidpartner USING btree (body_id);
CREATE INDEX funding_bidpriority_priority_id_9a601e69 ON public.funding_bidpriority USING btree (priority_id);
CREATE INDEX funding_bidtransition_created_by_id_26df085b ON public.funding_bidtransition USING btree (created_by_id);
CREATE INDEX funding_bidversion_created_by_id_c7b5ed35 ON public.funding_bidversion USING btree (created_by_id);
CREATE INDEX funding_clarificationquestion_answered_by_id_5c870cba ON public.funding_clarificationquestion USING btree (answered_by_id);
CREATE INDEX funding_clarificationquestion_bid_id_1949cbb3 ON public.funding_clarificationquestion USING btree (bid_id);
CREATE INDEX funding_clarificationquestion_requested_by_id_9de0f46a ON public.funding_clarificationquestion USING btree (requested_by_id);
CREATE INDEX funding_criterion_grant_id_34a90337 ON public.funding_criterion USING btree (grant_id);
CREATE INDEX funding_criterionpoints_criterion_id_6168e5b2 ON public.funding_criterionpoints USING btree (criterion_id);
CREATE INDEX funding_evaluation_decided_by_id_69d687b0 ON public.funding_evaluation USING btree (decided_by_id);
CREATE INDEX funding_evaluation_sent_by_id_1cff1c56 ON public.funding_evaluation USING btree (sent_by_id);
CREATE INDEX funding_funder_partnership_id_9c9683f2 ON public.funding_funder USING btree (partnership_id);
CREATE INDEX funding_grant_funder_id_34137a84 ON public.funding_grant USING btree (funder_id);
CREATE INDEX funding_ledgerentry_bid_id_97c208dd ON public.funding_ledgerentry USING btree (bid_id);
CREATE INDEX funding_ledgerentry_created_by_id_2600de61 ON public.funding_ledgerentry USING btree (created_by_id);
CREATE INDEX funding_ledgerentry_key_b7daa642_like ON public.funding_ledgerentry USING btree (key varchar_pattern_ops);
CREATE INDEX funding_ledgerentry_pot_id_d22f8cc7 ON public.funding_ledgerentry USING btree (pot_id);
CREATE INDEX funding_printedtotal_withdrawn_by_id_687832c2 ON public.funding_printedtotal USING btree (withdrawn_by_id);
CREATE INDEX funding_projectreturn_decided_by_id_f5f68c49 ON public.funding_projectreturn USING btree (decided_by_id);
CREATE INDEX funding_projectreturn_sent_by_id_d466924c ON public.funding_projectreturn USING btree (sent_by_id);
CREATE INDEX funding_scorer_grant_id_35a8c8e1 ON public.funding_scorer USING btree (grant_id);
CREATE INDEX funding_scorer_person_id_121dd6f9 ON public.funding_scorer USING btree (person_id);
CREATE INDEX funding_transferrequest_decided_by_id_3b6ae571 ON public.funding_transferrequest USING btree (decided_by_id);
CREATE INDEX funding_transferrequest_grant_id_55a39412 ON public.funding_transferrequest USING btree (grant_id);
CREATE INDEX funding_transferrequest_press_81aeeae0_like ON public.funding_transferrequest USING btree (press varchar_pattern_ops);
CREATE INDEX funding_transferrequest_requested_by_id_b08e2903 ON public.funding_transferrequest USING btree (requested_by_id);
CREATE INDEX funding_transferrequest_source_bid_id_3dcce26c ON public.funding_transferrequest USING btree (source_bid_id);
CREATE INDEX funding_transferrequest_source_pot_id_f7952449 ON public.funding_transferrequest USING btree (source_pot_id);
CREATE INDEX funding_transferrequest_target_bid_id_7d4cf00f ON public.funding_transferrequest USING btree (target_bid_id);
CREATE INDEX funding_transferrequest_target_pot_id_e152bbc9 ON public.funding_transferrequest USING btree (target_pot_id);
CREATE INDEX lead_by_body ON public.actions_actionlead USING btree (body_id, year, action_id);
CREATE INDEX milestone_by_action ON public.actions_milestone USING btree (action_id, "position");
CREATE INDEX milestone_by_plan ON public.actions_milestone USING btree (plan_id, due);
CREATE INDEX milestone_open_by_due ON public.actions_milestone USING btree (due, id) WHERE ((done_on IS NULL) AND (NOT is_withdrawn));
CREATE INDEX move_by_bid ON public.funding_bidtransition USING btree (bid_id, created_at);
CREATE INDEX move_by_plan ON public.actions_duedatechange USING btree (plan_id, created_at);
CREATE UNIQUE INDEX one_account_an_email ON public.plans_user USING btree (lower((email)::text));
CREATE UNIQUE INDEX one_alias_once ON public.plans_bodyname USING btree (body_id, name) WHERE (until IS NULL);
CREATE UNIQUE INDEX one_approval_a_stage ON public.funding_bidtransition USING btree (bid_id, version, move) WHERE ((move)::text = ANY ((ARRAY['chair_approve'::character varying, 'funder_approve'::character varying])::text[]));
CREATE UNIQUE INDEX one_body_a_name ON public.plans_body USING btree (partnership_id, name) WHERE (NOT is_withdrawn);
CREATE UNIQUE INDEX one_criterion_a_name ON public.funding_criterion USING btree (grant_id, name) WHERE (NOT is_withdrawn);
CREATE UNIQUE INDEX one_invitation_to_score ON public.funding_scorer USING btree (grant_id, person_id) WHERE (NOT is_withdrawn);
CREATE UNIQUE INDEX one_meeting_a_day ON public.reports_meeting USING btree (committee_id, "on") WHERE (NOT is_withdrawn);
CREATE UNIQUE INDEX one_open_report_a_quarter ON public.reports_report USING btree (plan_id, year, quarter) WHERE ((state)::text = ANY ((ARRAY['draft'::character varying, 'frozen'::character varying])::text[]));
CREATE UNIQUE INDEX one_pot_a_name ON public.funding_pot USING btree (grant_id, name) WHERE (NOT is_withdrawn);
CREATE UNIQUE INDEX one_role_for_a_body_once ON public.plans_membership USING btree (person_id, partnership_id, role, body_id) WHERE (NOT is_withdrawn);
CREATE UNIQUE INDEX one_role_once ON public.plans_membership USING btree (person_id, partnership_id, role) WHERE ((body_id IS NULL) AND (NOT is_withdrawn));
CREATE INDEX plan_by_partnership ON public.plans_plan USING btree (partnership_id, starts);
CREATE INDEX plan_by_period ON public.plans_plan USING btree (starts, partnership_id);
CREATE INDEX plans_body_parent_id_14930b00 ON public.plans_body USING btree (parent_id);
CREATE INDEX plans_bodyname_body_id_2b4f9269 ON public.plans_bodyname USING btree (body_id);
CREATE INDEX plans_invitation_body_id_9aad3ca7 ON public.plans_invitation USING btree (body_id);
CREATE INDEX plans_invitation_created_by_id_2bd1d058 ON public.plans_invitation USING btree (created_by_id);
CREATE INDEX plans_invitation_partnership_id_cddb869a ON public.plans_invitation USING btree (partnership_id);
CREATE INDEX plans_invitation_token_hash_8c1b6be9_like ON public.plans_invitation USING btree (token_hash varchar_pattern_ops);
CREATE INDEX plans_membership_body_id_a2ef6cdf ON public.plans_membership USING btree (body_id);
CREATE INDEX plans_membership_partnership_id_92e3deec ON public.plans_membership USING btree (partnership_id);
CREATE INDEX plans_partnership_county_id_505b9117 ON public.plans_partnership USING btree (county_id);
CREATE INDEX plans_partnership_slug_93c34b30_like ON public.plans_partnership USING btree (slug varchar_pattern_ops);
CREATE INDEX plans_partnershipname_partnership_id_4de7db32 ON public.plans_partnershipname USING btree (partnership_id);
CREATE INDEX plans_prioritylead_body_id_e8fbbfe9 ON public.plans_prioritylead USING btree (body_id);
CREATE INDEX plans_prioritylead_priority_id_57f41cb3 ON public.plans_prioritylead USING btree (priority_id);
CREATE INDEX plans_risk_plan_id_390f66f7 ON public.plans_risk USING btree (plan_id);
CREATE INDEX plans_user_email_2e14e4b3_like ON public.plans_user USING btree (email varchar_pattern_ops);
CREATE INDEX plans_user_groups_group_id_37c00690 ON public.plans_user_groups USING btree (group_id);
CREATE INDEX plans_user_groups_user_id_832e4350 ON public.plans_user_groups USING btree (user_id);
CREATE INDEX plans_user_user_permissions_permission_id_e99f4345 ON public.plans_user_user_permissions USING btree (permission_id);
CREATE INDEX plans_user_user_permissions_user_id_8ef15846 ON public.plans_user_user_permissions USING btree (user_id);
CREATE INDEX plans_versiontablerow_created_by_id_d2156cde ON public.plans_versiontablerow USING btree (created_by_id);
CREATE INDEX plans_versiontablerow_plan_id_97fc0e41 ON public.plans_versiontablerow USING btree (plan_id);
CREATE INDEX priority_by_plan ON public.plans_priority USING btree (plan_id, "position");
CREATE INDEX reports_committee_partnership_id_4e5595bb ON public.reports_committee USING btree (partnership_id);
CREATE INDEX reports_document_frozen_key_b157eba1_like ON public.reports_document USING btree (frozen_key varchar_pattern_ops);
CREATE INDEX reports_document_partnership_id_a6f54a72 ON public.reports_document USING btree (partnership_id);
CREATE INDEX reports_document_source_hash_7859702a_like ON public.reports_document USING btree (source_hash varchar_pattern_ops);
CREATE INDEX reports_meeting_committee_id_c660ec08 ON public.reports_meeting USING btree (committee_id);
CREATE INDEX reports_pack_created_by_id_b946bb4c ON public.reports_pack USING btree (created_by_id);
CREATE INDEX reports_pack_frozen_by_id_00078d9f ON public.reports_pack USING btree (frozen_by_id);
CREATE INDEX reports_pack_last_edited_by_id_348ca68a ON public.reports_pack USING btree (last_edited_by_id);
CREATE INDEX reports_pack_meeting_id_dff86d63 ON public.reports_pack USING btree (meeting_id);
CREATE INDEX reports_pack_plan_id_659e4afb ON public.reports_pack USING btree (plan_id);
CREATE INDEX reports_pack_published_by_id_4e2d7adf ON public.reports_pack USING btree (published_by_id);
CREATE INDEX reports_pack_report_id_066608af ON public.reports_pack USING btree (report_id);
CREATE INDEX reports_packsection_pack_id_5e6f8754 ON public.reports_packsection USING btree (pack_id);
CREATE INDEX reports_report_decided_by_id_f8bccb8b ON public.reports_report USING btree (decided_by_id);
CREATE INDEX reports_report_follows_id_5f71320e ON public.reports_report USING btree (follows_id);
CREATE INDEX reports_report_frozen_by_id_f1e591b1 ON public.reports_report USING btree (frozen_by_id);
CREATE INDEX reports_report_last_edited_by_id_1c67625a ON public.reports_report USING btree (last_edited_by_id);
CREATE INDEX reports_templatesection_committee_id_82ae11de ON public.reports_templatesection USING btree (committee_id);
CREATE INDEX tasks_db_new_ordering_idx ON public.django_tasks_database_dbtaskresult USING btree (status, priority DESC, run_after, enqueued_at) WHERE ((status)::text = 'READY'::text);
CREATE UNIQUE INDEX two_people_approve ON public.funding_bidtransition USING btree (bid_id, version, created_by_id) WHERE ((move)::text = ANY ((ARRAY['chair_approve'::character varying, 'funder_approve'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX update_by_plan ON public.actions_update USING btree (plan_id, year, quarter, status);
CREATE TRIGGER funding_approval_by_its_role BEFORE INSERT ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_approval_by_its_role_rule();
CREATE TRIGGER funding_approval_of_this_version BEFORE INSERT ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_approval_of_this_version_rule();
CREATE TRIGGER funding_approved_already_came_with_a_sheet BEFORE INSERT ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_approved_already_came_with_a_sheet_rule();
CREATE TRIGGER funding_approved_return_stays BEFORE UPDATE ON public.funding_projectreturn FOR EACH ROW EXECUTE FUNCTION public.funding_approved_return_stays_rule();
CREATE TRIGGER funding_bidtransition_no_delete BEFORE DELETE ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_bidtransition_no_delete_rule();
CREATE TRIGGER funding_bidtransition_no_truncate BEFORE TRUNCATE ON public.funding_bidtransition FOR EACH STATEMENT EXECUTE FUNCTION public.funding_bidtransition_no_truncate_rule();
CREATE TRIGGER funding_bidtransition_no_update BEFORE UPDATE ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_bidtransition_no_update_rule();
CREATE TRIGGER funding_bidversion_no_delete BEFORE DELETE ON public.funding_bidversion FOR EACH ROW EXECUTE FUNCTION public.funding_bidversion_no_delete_rule();
CREATE TRIGGER funding_bidversion_no_truncate BEFORE TRUNCATE ON public.funding_bidversion FOR EACH STATEMENT EXECUTE FUNCTION public.funding_bidversion_no_truncate_rule();
CREATE TRIGGER funding_bidversion_no_update BEFORE UPDATE ON public.funding_bidversion FOR EACH ROW EXECUTE FUNCTION public.funding_bidversion_no_update_rule();
CREATE TRIGGER funding_ledgerentry_no_delete BEFORE DELETE ON public.funding_ledgerentry FOR EACH ROW EXECUTE FUNCTION public.funding_ledgerentry_no_delete_rule();
CREATE TRIGGER funding_ledgerentry_no_truncate BEFORE TRUNCATE ON public.funding_ledgerentry FOR EACH STATEMENT EXECUTE FUNCTION public.funding_ledgerentry_no_truncate_rule();
CREATE TRIGGER funding_ledgerentry_no_update BEFORE UPDATE ON public.funding_ledgerentry FOR EACH ROW EXECUTE FUNCTION public.funding_ledgerentry_no_update_rule();
CREATE TRIGGER funding_no_approval_by_an_author BEFORE INSERT ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_no_approval_by_an_author_rule();
CREATE TRIGGER funding_no_approval_by_the_bidder BEFORE INSERT ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_no_approval_by_the_bidder_rule();
CREATE TRIGGER funding_no_approval_with_an_interest BEFORE INSERT ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_no_approval_with_an_interest_rule();
CREATE TRIGGER funding_no_approval_without_a_bidder BEFORE INSERT ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_no_approval_without_a_bidder_rule();
CREATE TRIGGER funding_no_decision_by_the_bidder BEFORE INSERT ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_no_decision_by_the_bidder_rule();
CREATE TRIGGER funding_no_marks_with_an_interest BEFORE INSERT ON public.funding_criterionpoints FOR EACH ROW EXECUTE FUNCTION public.funding_no_marks_with_an_interest_rule();
CREATE TRIGGER funding_no_marks_without_invitation BEFORE INSERT ON public.funding_criterionpoints FOR EACH ROW EXECUTE FUNCTION public.funding_no_marks_without_invitation_rule();
CREATE TRIGGER funding_no_score_by_an_author_insert BEFORE INSERT ON public.funding_assessment FOR EACH ROW EXECUTE FUNCTION public.funding_no_score_by_an_author_insert_rule();
CREATE TRIGGER funding_no_score_by_an_author_update BEFORE UPDATE ON public.funding_assessment FOR EACH ROW EXECUTE FUNCTION public.funding_no_score_by_an_author_update_rule();
CREATE TRIGGER funding_no_score_by_the_bidder_insert BEFORE INSERT ON public.funding_assessment FOR EACH ROW EXECUTE FUNCTION public.funding_no_score_by_the_bidder_insert_rule();
CREATE TRIGGER funding_no_score_by_the_bidder_update BEFORE UPDATE ON public.funding_assessment FOR EACH ROW EXECUTE FUNCTION public.funding_no_score_by_the_bidder_update_rule();
CREATE TRIGGER funding_pot_and_bidder_stay BEFORE UPDATE ON public.funding_bid FOR EACH ROW EXECUTE FUNCTION public.funding_pot_and_bidder_stay_rule();
CREATE TRIGGER funding_state_by_its_step BEFORE UPDATE ON public.funding_bid FOR EACH ROW EXECUTE FUNCTION public.funding_state_by_its_step_rule();
CREATE TRIGGER funding_step_from_where_it_stands BEFORE INSERT ON public.funding_bidtransition FOR EACH ROW EXECUTE FUNCTION public.funding_step_from_where_it_stands_rule();
CREATE TRIGGER funding_words_stay_as_submitted BEFORE UPDATE ON public.funding_bid FOR EACH ROW EXECUTE FUNCTION public.funding_words_stay_as_submitted_rule();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_plans_user_id FOREIGN KEY (user_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_action_also_serves
    ADD CONSTRAINT actions_action_also__action_id_e9105680_fk_actions_a FOREIGN KEY (action_id) REFERENCES public.actions_action(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_action_also_serves
    ADD CONSTRAINT actions_action_also__priority_id_3b7987de_fk_plans_pri FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_plan_id_a0d96f91_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_priority_id_1f07deb9_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_actionlead
    ADD CONSTRAINT actions_actionlead_action_id_9be01111_fk_actions_action_id FOREIGN KEY (action_id) REFERENCES public.actions_action(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_actionlead
    ADD CONSTRAINT actions_actionlead_body_id_b18beb47_fk_plans_body_id FOREIGN KEY (body_id) REFERENCES public.plans_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_duedatechange
    ADD CONSTRAINT actions_duedatechang_milestone_id_c839c8c2_fk_actions_m FOREIGN KEY (milestone_id) REFERENCES public.actions_milestone(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_duedatechange
    ADD CONSTRAINT actions_duedatechange_created_by_id_a1287b0c_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_duedatechange
    ADD CONSTRAINT actions_duedatechange_plan_id_e52ec360_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_milestone
    ADD CONSTRAINT actions_milestone_action_id_52ccd7fe_fk_actions_action_id FOREIGN KEY (action_id) REFERENCES public.actions_action(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_milestone
    ADD CONSTRAINT actions_milestone_plan_id_c558a69d_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_milestonelead
    ADD CONSTRAINT actions_milestonelea_milestone_id_853e0d67_fk_actions_m FOREIGN KEY (milestone_id) REFERENCES public.actions_milestone(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_milestonelead
    ADD CONSTRAINT actions_milestonelead_body_id_298c8937_fk_plans_body_id FOREIGN KEY (body_id) REFERENCES public.plans_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_planimport
    ADD CONSTRAINT actions_planimport_created_by_id_75753499_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_planimport
    ADD CONSTRAINT actions_planimport_plan_id_18a1a918_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_update
    ADD CONSTRAINT actions_update_action_id_d4455176_fk_actions_action_id FOREIGN KEY (action_id) REFERENCES public.actions_action(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_update
    ADD CONSTRAINT actions_update_created_by_id_f09fc7f8_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_update
    ADD CONSTRAINT actions_update_on_behalf_of_id_a3e86726_fk_plans_body_id FOREIGN KEY (on_behalf_of_id) REFERENCES public.plans_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.actions_update
    ADD CONSTRAINT actions_update_plan_id_799f829c_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_assessment
    ADD CONSTRAINT funding_assessment_bid_id_66c6314f_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_assessment
    ADD CONSTRAINT funding_assessment_scorer_id_7f6a18ce_fk_funding_scorer_id FOREIGN KEY (scorer_id) REFERENCES public.funding_scorer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bid
    ADD CONSTRAINT funding_bid_grant_id_67da42da_fk_funding_grant_id FOREIGN KEY (grant_id) REFERENCES public.funding_grant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bid
    ADD CONSTRAINT funding_bid_lead_id_702cd06d_fk_plans_body_id FOREIGN KEY (lead_id) REFERENCES public.plans_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bid
    ADD CONSTRAINT funding_bid_pot_id_7b680957_fk_funding_pot_id FOREIGN KEY (pot_id) REFERENCES public.funding_pot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidactionlink
    ADD CONSTRAINT funding_bidactionlink_action_id_4193c3b1_fk_actions_action_id FOREIGN KEY (action_id) REFERENCES public.actions_action(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidactionlink
    ADD CONSTRAINT funding_bidactionlink_bid_id_ae61037c_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidauthor
    ADD CONSTRAINT funding_bidauthor_bid_id_8adff3d8_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidauthor
    ADD CONSTRAINT funding_bidauthor_person_id_964b5a19_fk_plans_user_id FOREIGN KEY (person_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidfile
    ADD CONSTRAINT funding_bidfile_bid_id_8e941b3f_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidfile
    ADD CONSTRAINT funding_bidfile_created_by_id_edf00a41_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidfile
    ADD CONSTRAINT funding_bidfile_project_return_id_4ac40a45_fk_funding_p FOREIGN KEY (project_return_id) REFERENCES public.funding_projectreturn(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidimport
    ADD CONSTRAINT funding_bidimport_created_by_id_c118560e_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidimport
    ADD CONSTRAINT funding_bidimport_grant_id_643439de_fk_funding_grant_id FOREIGN KEY (grant_id) REFERENCES public.funding_grant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidpartner
    ADD CONSTRAINT funding_bidpartner_bid_id_34dcde8f_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidpartner
    ADD CONSTRAINT funding_bidpartner_body_id_0995d5a0_fk_plans_body_id FOREIGN KEY (body_id) REFERENCES public.plans_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidpriority
    ADD CONSTRAINT funding_bidpriority_bid_id_bdf1a9e4_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidpriority
    ADD CONSTRAINT funding_bidpriority_priority_id_9a601e69_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidtransition
    ADD CONSTRAINT funding_bidtransition_bid_id_030dd828_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidtransition
    ADD CONSTRAINT funding_bidtransition_created_by_id_26df085b_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidversion
    ADD CONSTRAINT funding_bidversion_bid_id_d43b2b4f_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_bidversion
    ADD CONSTRAINT funding_bidversion_created_by_id_c7b5ed35_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_clarificationquestion
    ADD CONSTRAINT funding_clarificatio_answered_by_id_5c870cba_fk_plans_use FOREIGN KEY (answered_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_clarificationquestion
    ADD CONSTRAINT funding_clarificatio_requested_by_id_9de0f46a_fk_plans_use FOREIGN KEY (requested_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_clarificationquestion
    ADD CONSTRAINT funding_clarificationquestion_bid_id_1949cbb3_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_criterion
    ADD CONSTRAINT funding_criterion_grant_id_34a90337_fk_funding_grant_id FOREIGN KEY (grant_id) REFERENCES public.funding_grant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_criterionpoints
    ADD CONSTRAINT funding_criterionpoi_criterion_id_6168e5b2_fk_funding_c FOREIGN KEY (criterion_id) REFERENCES public.funding_criterion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_criterionpoints
    ADD CONSTRAINT funding_criterionpoi_scoring_id_4f6d55a4_fk_funding_a FOREIGN KEY (scoring_id) REFERENCES public.funding_assessment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_evaluation
    ADD CONSTRAINT funding_evaluation_bid_id_6927089c_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_evaluation
    ADD CONSTRAINT funding_evaluation_decided_by_id_69d687b0_fk_plans_user_id FOREIGN KEY (decided_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_evaluation
    ADD CONSTRAINT funding_evaluation_sent_by_id_1cff1c56_fk_plans_user_id FOREIGN KEY (sent_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_funder
    ADD CONSTRAINT funding_funder_partnership_id_9c9683f2_fk_plans_partnership_id FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_grant
    ADD CONSTRAINT funding_grant_funder_id_34137a84_fk_funding_funder_id FOREIGN KEY (funder_id) REFERENCES public.funding_funder(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_grant
    ADD CONSTRAINT funding_grant_partnership_id_ab1970f7_fk_plans_partnership_id FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_ledgerentry
    ADD CONSTRAINT funding_ledgerentry_bid_id_97c208dd_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_ledgerentry
    ADD CONSTRAINT funding_ledgerentry_created_by_id_2600de61_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_ledgerentry
    ADD CONSTRAINT funding_ledgerentry_grant_id_26109af9_fk_funding_grant_id FOREIGN KEY (grant_id) REFERENCES public.funding_grant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_ledgerentry
    ADD CONSTRAINT funding_ledgerentry_pot_id_d22f8cc7_fk_funding_pot_id FOREIGN KEY (pot_id) REFERENCES public.funding_pot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_pot
    ADD CONSTRAINT funding_pot_grant_id_666e6783_fk_funding_grant_id FOREIGN KEY (grant_id) REFERENCES public.funding_grant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_printedtotal
    ADD CONSTRAINT funding_printedtotal_grant_id_b5d33afa_fk_funding_grant_id FOREIGN KEY (grant_id) REFERENCES public.funding_grant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_printedtotal
    ADD CONSTRAINT funding_printedtotal_withdrawn_by_id_687832c2_fk_plans_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_projectreturn
    ADD CONSTRAINT funding_projectreturn_bid_id_1596657c_fk_funding_bid_id FOREIGN KEY (bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_projectreturn
    ADD CONSTRAINT funding_projectreturn_decided_by_id_f5f68c49_fk_plans_user_id FOREIGN KEY (decided_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_projectreturn
    ADD CONSTRAINT funding_projectreturn_sent_by_id_d466924c_fk_plans_user_id FOREIGN KEY (sent_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_scorer
    ADD CONSTRAINT funding_scorer_grant_id_35a8c8e1_fk_funding_grant_id FOREIGN KEY (grant_id) REFERENCES public.funding_grant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_scorer
    ADD CONSTRAINT funding_scorer_person_id_121dd6f9_fk_plans_user_id FOREIGN KEY (person_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_transferrequest
    ADD CONSTRAINT funding_transferrequ_requested_by_id_b08e2903_fk_plans_use FOREIGN KEY (requested_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_transferrequest
    ADD CONSTRAINT funding_transferrequ_source_bid_id_3dcce26c_fk_funding_b FOREIGN KEY (source_bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_transferrequest
    ADD CONSTRAINT funding_transferrequ_source_pot_id_f7952449_fk_funding_p FOREIGN KEY (source_pot_id) REFERENCES public.funding_pot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_transferrequest
    ADD CONSTRAINT funding_transferrequ_target_bid_id_7d4cf00f_fk_funding_b FOREIGN KEY (target_bid_id) REFERENCES public.funding_bid(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_transferrequest
    ADD CONSTRAINT funding_transferrequ_target_pot_id_e152bbc9_fk_funding_p FOREIGN KEY (target_pot_id) REFERENCES public.funding_pot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_transferrequest
    ADD CONSTRAINT funding_transferrequest_decided_by_id_3b6ae571_fk_plans_user_id FOREIGN KEY (decided_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funding_transferrequest
    ADD CONSTRAINT funding_transferrequest_grant_id_55a39412_fk_funding_grant_id FOREIGN KEY (grant_id) REFERENCES public.funding_grant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_body
    ADD CONSTRAINT plans_body_parent_id_14930b00_fk_plans_body_id FOREIGN KEY (parent_id) REFERENCES public.plans_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_body
    ADD CONSTRAINT plans_body_partnership_id_04737dab_fk_plans_partnership_id FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_bodyname
    ADD CONSTRAINT plans_bodyname_body_id_2b4f9269_fk_plans_body_id FOREIGN KEY (body_id) REFERENCES public.plans_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_formdraft
    ADD CONSTRAINT plans_formdraft_person_id_40eb7f45_fk_plans_user_id FOREIGN KEY (person_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_historyentry
    ADD CONSTRAINT plans_historyentry_created_by_id_2740a4ef_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_historyentry
    ADD CONSTRAINT plans_historyentry_partnership_id_c2341ad5_fk_plans_par FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_invitation
    ADD CONSTRAINT plans_invitation_body_id_9aad3ca7_fk_plans_body_id FOREIGN KEY (body_id) REFERENCES public.plans_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_invitation
    ADD CONSTRAINT plans_invitation_created_by_id_2bd1d058_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_invitation
    ADD CONSTRAINT plans_invitation_partnership_id_cddb869a_fk_plans_par FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_membership
    ADD CONSTRAINT plans_membership_body_id_a2ef6cdf_fk_plans_body_id FOREIGN KEY (body_id) REFERENCES public.plans_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_membership
    ADD CONSTRAINT plans_membership_partnership_id_92e3deec_fk_plans_par FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_membership
    ADD CONSTRAINT plans_membership_person_id_37e82fc5_fk_plans_user_id FOREIGN KEY (person_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_partnership
    ADD CONSTRAINT plans_partnership_county_id_505b9117_fk_plans_partnership_id FOREIGN KEY (county_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_partnershipname
    ADD CONSTRAINT plans_partnershipnam_partnership_id_4de7db32_fk_plans_par FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_partnership_id_2226fc02_fk_plans_partnership_id FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_priority
    ADD CONSTRAINT plans_priority_plan_id_c0d5a0b1_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_prioritylead
    ADD CONSTRAINT plans_prioritylead_body_id_e8fbbfe9_fk_plans_body_id FOREIGN KEY (body_id) REFERENCES public.plans_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_prioritylead
    ADD CONSTRAINT plans_prioritylead_priority_id_57f41cb3_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_risk
    ADD CONSTRAINT plans_risk_plan_id_390f66f7_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_user_groups
    ADD CONSTRAINT plans_user_groups_group_id_37c00690_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_user_groups
    ADD CONSTRAINT plans_user_groups_user_id_832e4350_fk_plans_user_id FOREIGN KEY (user_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_user_user_permissions
    ADD CONSTRAINT plans_user_user_perm_permission_id_e99f4345_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_user_user_permissions
    ADD CONSTRAINT plans_user_user_permissions_user_id_8ef15846_fk_plans_user_id FOREIGN KEY (user_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_versiontablerow
    ADD CONSTRAINT plans_versiontablerow_created_by_id_d2156cde_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.plans_versiontablerow
    ADD CONSTRAINT plans_versiontablerow_plan_id_97fc0e41_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_commentary
    ADD CONSTRAINT reports_commentary_priority_id_a7f0715a_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_commentary
    ADD CONSTRAINT reports_commentary_report_id_941b6531_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_committee
    ADD CONSTRAINT reports_committee_partnership_id_4e5595bb_fk_plans_par FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_document
    ADD CONSTRAINT reports_document_partnership_id_a6f54a72_fk_plans_par FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_meeting
    ADD CONSTRAINT reports_meeting_committee_id_c660ec08_fk_reports_committee_id FOREIGN KEY (committee_id) REFERENCES public.reports_committee(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_pack
    ADD CONSTRAINT reports_pack_created_by_id_b946bb4c_fk_plans_user_id FOREIGN KEY (created_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_pack
    ADD CONSTRAINT reports_pack_frozen_by_id_00078d9f_fk_plans_user_id FOREIGN KEY (frozen_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_pack
    ADD CONSTRAINT reports_pack_last_edited_by_id_348ca68a_fk_plans_user_id FOREIGN KEY (last_edited_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_pack
    ADD CONSTRAINT reports_pack_meeting_id_dff86d63_fk_reports_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.reports_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_pack
    ADD CONSTRAINT reports_pack_partnership_id_70ebd13a_fk_plans_partnership_id FOREIGN KEY (partnership_id) REFERENCES public.plans_partnership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_pack
    ADD CONSTRAINT reports_pack_plan_id_659e4afb_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_pack
    ADD CONSTRAINT reports_pack_published_by_id_4e2d7adf_fk_plans_user_id FOREIGN KEY (published_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_pack
    ADD CONSTRAINT reports_pack_report_id_066608af_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_packsection
    ADD CONSTRAINT reports_packsection_pack_id_5e6f8754_fk_reports_pack_id FOREIGN KEY (pack_id) REFERENCES public.reports_pack(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_decided_by_id_f8bccb8b_fk_plans_user_id FOREIGN KEY (decided_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_follows_id_5f71320e_fk_reports_report_id FOREIGN KEY (follows_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_frozen_by_id_f1e591b1_fk_plans_user_id FOREIGN KEY (frozen_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_last_edited_by_id_1c67625a_fk_plans_user_id FOREIGN KEY (last_edited_by_id) REFERENCES public.plans_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_plan_id_4cd0b6bc_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_templatesection
    ADD CONSTRAINT reports_templatesect_committee_id_82ae11de_fk_reports_c FOREIGN KEY (committee_id) REFERENCES public.reports_committee(id) DEFERRABLE INITIALLY DEFERRED;
