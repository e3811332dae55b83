BEGIN TRANSACTION;
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "actions_action" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "number" varchar(30) NOT NULL, "number_key" varchar(100) NOT NULL, "number_is_generated" bool NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "action" text NOT NULL, "desired_outcome" text NOT NULL, "status" varchar(12) NOT NULL, "closing_reason" varchar(24) NOT NULL, "closing_comment" text NOT NULL, "closing_reference" varchar(500) NOT NULL, "lead_to_be_confirmed" bool NOT NULL, "leads_as_printed" text NOT NULL, "notes" text NOT NULL CHECK ((JSON_VALID("notes") OR "notes" IS NULL)), "plan_id" bigint NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, "priority_id" bigint NOT NULL REFERENCES "plans_priority" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "closed_with_a_reason" CHECK ((("status" = 'closed' AND NOT ("closing_reason" = '')) OR (NOT ("status" = 'closed') AND "closing_reason" = ''))));
CREATE TABLE "actions_action_also_serves" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "action_id" bigint NOT NULL REFERENCES "actions_action" ("id") DEFERRABLE INITIALLY DEFERRED, "priority_id" bigint NOT NULL REFERENCES "plans_priority" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "actions_actionlead" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "position" integer unsigned NOT NULL CHECK ("position" >= 0), "action_id" bigint NOT NULL REFERENCES "actions_action" ("id") DEFERRABLE INITIALLY DEFERRED, "body_id" bigint NOT NULL REFERENCES "plans_body" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_lead_once" UNIQUE ("action_id", "body_id"));
CREATE TABLE "actions_duedatechange" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "was" date NOT NULL, "now" date NULL, "why" text NOT NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" bigint NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, "milestone_id" bigint NOT NULL REFERENCES "actions_milestone" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_date_moves_later" CHECK (("now" IS NULL OR "now" > ("was"))), CONSTRAINT "a_date_moves_for_a_reason" CHECK (NOT ("why" = '')));
CREATE TABLE "actions_milestone" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "milestone" text NOT NULL, "timescale" text NOT NULL, "kind" varchar(10) NOT NULL, "starts" date NULL, "due_override" date NULL, "due" date NULL, "recurrence" varchar(60) NOT NULL, "warnings" text NOT NULL CHECK ((JSON_VALID("warnings") OR "warnings" IS NULL)), "done_on" date NULL, "lead_as_printed" text NOT NULL, "lead_to_be_confirmed" bool NOT NULL, "notes" text NOT NULL CHECK ((JSON_VALID("notes") OR "notes" IS NULL)), "action_id" bigint NOT NULL REFERENCES "actions_action" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" bigint NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "actions_milestonelead" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "body_id" bigint NOT NULL REFERENCES "plans_body" ("id") DEFERRABLE INITIALLY DEFERRED, "milestone_id" bigint NOT NULL REFERENCES "actions_milestone" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_milestone_lead_once" UNIQUE ("milestone_id", "body_id"));
CREATE TABLE "actions_planimport" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "filename" varchar(255) NOT NULL, "content" BLOB NOT NULL, "sha256" varchar(64) NOT NULL, "columns" text NOT NULL CHECK ((JSON_VALID("columns") OR "columns" IS NULL)), "choices" text NOT NULL CHECK ((JSON_VALID("choices") OR "choices" IS NULL)), "state" varchar(10) NOT NULL, "batch" varchar(40) NOT NULL, "summary" text NOT NULL CHECK ((JSON_VALID("summary") OR "summary" IS NULL)), "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" bigint NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "actions_update" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "quarter" smallint unsigned NOT NULL CHECK ("quarter" >= 0), "status" varchar(12) NOT NULL, "words" text NOT NULL, "created_at" datetime NOT NULL, "action_id" bigint NOT NULL REFERENCES "actions_action" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "on_behalf_of_id" bigint NULL REFERENCES "plans_body" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" bigint NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_update_a_quarter" UNIQUE ("action_id", "year", "quarter"), CONSTRAINT "quarters_are_four" CHECK (("quarter" >= 1 AND "quarter" <= 4)));
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES(1,1,'add_user','Can add person');
INSERT INTO "auth_permission" VALUES(2,1,'change_user','Can change person');
INSERT INTO "auth_permission" VALUES(3,1,'delete_user','Can delete person');
INSERT INTO "auth_permission" VALUES(4,1,'view_user','Can view person');
INSERT INTO "auth_permission" VALUES(5,2,'add_body','Can add organisation or group');
INSERT INTO "auth_permission" VALUES(6,2,'change_body','Can change organisation or group');
INSERT INTO "auth_permission" VALUES(7,2,'delete_body','Can delete organisation or group');
INSERT INTO "auth_permission" VALUES(8,2,'view_body','Can view organisation or group');
INSERT INTO "auth_permission" VALUES(9,3,'add_bodyname','Can add body name');
INSERT INTO "auth_permission" VALUES(10,3,'change_bodyname','Can change body name');
INSERT INTO "auth_permission" VALUES(11,3,'delete_bodyname','Can delete body name');
INSERT INTO "auth_permission" VALUES(12,3,'view_bodyname','Can view body name');
INSERT INTO "auth_permission" VALUES(13,4,'add_formdraft','Can add form draft');
INSERT INTO "auth_permission" VALUES(14,4,'change_formdraft','Can change form draft');
INSERT INTO "auth_permission" VALUES(15,4,'delete_formdraft','Can delete form draft');
INSERT INTO "auth_permission" VALUES(16,4,'view_formdraft','Can view form draft');
INSERT INTO "auth_permission" VALUES(17,5,'add_partnership','Can add partnership');
INSERT INTO "auth_permission" VALUES(18,5,'change_partnership','Can change partnership');
INSERT INTO "auth_permission" VALUES(19,5,'delete_partnership','Can delete partnership');
INSERT INTO "auth_permission" VALUES(20,5,'view_partnership','Can view partnership');
INSERT INTO "auth_permission" VALUES(21,6,'add_membership','Can add role');
INSERT INTO "auth_permission" VALUES(22,6,'change_membership','Can change role');
INSERT INTO "auth_permission" VALUES(23,6,'delete_membership','Can delete role');
INSERT INTO "auth_permission" VALUES(24,6,'view_membership','Can view role');
INSERT INTO "auth_permission" VALUES(25,7,'add_invitation','Can add invitation');
INSERT INTO "auth_permission" VALUES(26,7,'change_invitation','Can change invitation');
INSERT INTO "auth_permission" VALUES(27,7,'delete_invitation','Can delete invitation');
INSERT INTO "auth_permission" VALUES(28,7,'view_invitation','Can view invitation');
INSERT INTO "auth_permission" VALUES(29,8,'add_historyentry','Can add history entry');
INSERT INTO "auth_permission" VALUES(30,8,'change_historyentry','Can change history entry');
INSERT INTO "auth_permission" VALUES(31,8,'delete_historyentry','Can delete history entry');
INSERT INTO "auth_permission" VALUES(32,8,'view_historyentry','Can view history entry');
INSERT INTO "auth_permission" VALUES(33,9,'add_partnershipname','Can add partnership name');
INSERT INTO "auth_permission" VALUES(34,9,'change_partnershipname','Can change partnership name');
INSERT INTO "auth_permission" VALUES(35,9,'delete_partnershipname','Can delete partnership name');
INSERT INTO "auth_permission" VALUES(36,9,'view_partnershipname','Can view partnership name');
INSERT INTO "auth_permission" VALUES(37,10,'add_plan','Can add plan');
INSERT INTO "auth_permission" VALUES(38,10,'change_plan','Can change plan');
INSERT INTO "auth_permission" VALUES(39,10,'delete_plan','Can delete plan');
INSERT INTO "auth_permission" VALUES(40,10,'view_plan','Can view plan');
INSERT INTO "auth_permission" VALUES(41,11,'add_priority','Can add priority');
INSERT INTO "auth_permission" VALUES(42,11,'change_priority','Can change priority');
INSERT INTO "auth_permission" VALUES(43,11,'delete_priority','Can delete priority');
INSERT INTO "auth_permission" VALUES(44,11,'view_priority','Can view priority');
INSERT INTO "auth_permission" VALUES(45,12,'add_prioritylead','Can add priority lead');
INSERT INTO "auth_permission" VALUES(46,12,'change_prioritylead','Can change priority lead');
INSERT INTO "auth_permission" VALUES(47,12,'delete_prioritylead','Can delete priority lead');
INSERT INTO "auth_permission" VALUES(48,12,'view_prioritylead','Can view priority lead');
INSERT INTO "auth_permission" VALUES(49,13,'add_risk','Can add risk');
INSERT INTO "auth_permission" VALUES(50,13,'change_risk','Can change risk');
INSERT INTO "auth_permission" VALUES(51,13,'delete_risk','Can delete risk');
INSERT INTO "auth_permission" VALUES(52,13,'view_risk','Can view risk');
INSERT INTO "auth_permission" VALUES(53,14,'add_versiontablerow','Can add revision');
INSERT INTO "auth_permission" VALUES(54,14,'change_versiontablerow','Can change revision');
INSERT INTO "auth_permission" VALUES(55,14,'delete_versiontablerow','Can delete revision');
INSERT INTO "auth_permission" VALUES(56,14,'view_versiontablerow','Can view revision');
INSERT INTO "auth_permission" VALUES(57,15,'add_action','Can add action');
INSERT INTO "auth_permission" VALUES(58,15,'change_action','Can change action');
INSERT INTO "auth_permission" VALUES(59,15,'delete_action','Can delete action');
INSERT INTO "auth_permission" VALUES(60,15,'view_action','Can view action');
INSERT INTO "auth_permission" VALUES(61,16,'add_actionlead','Can add action lead');
INSERT INTO "auth_permission" VALUES(62,16,'change_actionlead','Can change action lead');
INSERT INTO "auth_permission" VALUES(63,16,'delete_actionlead','Can delete action lead');
INSERT INTO "auth_permission" VALUES(64,16,'view_actionlead','Can view action lead');
INSERT INTO "auth_permission" VALUES(65,17,'add_milestone','Can add milestone');
INSERT INTO "auth_permission" VALUES(66,17,'change_milestone','Can change milestone');
INSERT INTO "auth_permission" VALUES(67,17,'delete_milestone','Can delete milestone');
INSERT INTO "auth_permission" VALUES(68,17,'view_milestone','Can view milestone');
INSERT INTO "auth_permission" VALUES(69,18,'add_duedatechange','Can add due date change');
INSERT INTO "auth_permission" VALUES(70,18,'change_duedatechange','Can change due date change');
INSERT INTO "auth_permission" VALUES(71,18,'delete_duedatechange','Can delete due date change');
INSERT INTO "auth_permission" VALUES(72,18,'view_duedatechange','Can view due date change');
INSERT INTO "auth_permission" VALUES(73,19,'add_milestonelead','Can add milestone lead');
INSERT INTO "auth_permission" VALUES(74,19,'change_milestonelead','Can change milestone lead');
INSERT INTO "auth_permission" VALUES(75,19,'delete_milestonelead','Can delete milestone lead');
INSERT INTO "auth_permission" VALUES(76,19,'view_milestonelead','Can view milestone lead');
INSERT INTO "auth_permission" VALUES(77,20,'add_planimport','Can add plan import');
INSERT INTO "auth_permission" VALUES(78,20,'change_planimport','Can change plan import');
INSERT INTO "auth_permission" VALUES(79,20,'delete_planimport','Can delete plan import');
INSERT INTO "auth_permission" VALUES(80,20,'view_planimport','Can view plan import');
INSERT INTO "auth_permission" VALUES(81,21,'add_update','Can add update');
INSERT INTO "auth_permission" VALUES(82,21,'change_update','Can change update');
INSERT INTO "auth_permission" VALUES(83,21,'delete_update','Can delete update');
INSERT INTO "auth_permission" VALUES(84,21,'view_update','Can view update');
INSERT INTO "auth_permission" VALUES(85,22,'add_funder','Can add funder');
INSERT INTO "auth_permission" VALUES(86,22,'change_funder','Can change funder');
INSERT INTO "auth_permission" VALUES(87,22,'delete_funder','Can delete funder');
INSERT INTO "auth_permission" VALUES(88,22,'view_funder','Can view funder');
INSERT INTO "auth_permission" VALUES(89,23,'add_grant','Can add grant');
INSERT INTO "auth_permission" VALUES(90,23,'change_grant','Can change grant');
INSERT INTO "auth_permission" VALUES(91,23,'delete_grant','Can delete grant');
INSERT INTO "auth_permission" VALUES(92,23,'view_grant','Can view grant');
INSERT INTO "auth_permission" VALUES(93,24,'add_criterion','Can add criterion');
INSERT INTO "auth_permission" VALUES(94,24,'change_criterion','Can change criterion');
INSERT INTO "auth_permission" VALUES(95,24,'delete_criterion','Can delete criterion');
INSERT INTO "auth_permission" VALUES(96,24,'view_criterion','Can view criterion');
INSERT INTO "auth_permission" VALUES(97,25,'add_bidimport','Can add bid import');
INSERT INTO "auth_permission" VALUES(98,25,'change_bidimport','Can change bid import');
INSERT INTO "auth_permission" VALUES(99,25,'delete_bidimport','Can delete bid import');
INSERT INTO "auth_permission" VALUES(100,25,'view_bidimport','Can view bid import');
INSERT INTO "auth_permission" VALUES(101,26,'add_bid','Can add bid');
INSERT INTO "auth_permission" VALUES(102,26,'change_bid','Can change bid');
INSERT INTO "auth_permission" VALUES(103,26,'delete_bid','Can delete bid');
INSERT INTO "auth_permission" VALUES(104,26,'view_bid','Can view bid');
INSERT INTO "auth_permission" VALUES(105,27,'add_pot','Can add pot');
INSERT INTO "auth_permission" VALUES(106,27,'change_pot','Can change pot');
INSERT INTO "auth_permission" VALUES(107,27,'delete_pot','Can delete pot');
INSERT INTO "auth_permission" VALUES(108,27,'view_pot','Can view pot');
INSERT INTO "auth_permission" VALUES(109,28,'add_ledgerentry','Can add ledger entry');
INSERT INTO "auth_permission" VALUES(110,28,'change_ledgerentry','Can change ledger entry');
INSERT INTO "auth_permission" VALUES(111,28,'delete_ledgerentry','Can delete ledger entry');
INSERT INTO "auth_permission" VALUES(112,28,'view_ledgerentry','Can view ledger entry');
INSERT INTO "auth_permission" VALUES(113,29,'add_printedtotal','Can add printed total');
INSERT INTO "auth_permission" VALUES(114,29,'change_printedtotal','Can change printed total');
INSERT INTO "auth_permission" VALUES(115,29,'delete_printedtotal','Can delete printed total');
INSERT INTO "auth_permission" VALUES(116,29,'view_printedtotal','Can view printed total');
INSERT INTO "auth_permission" VALUES(117,30,'add_projectreturn','Can add quarterly return');
INSERT INTO "auth_permission" VALUES(118,30,'change_projectreturn','Can change quarterly return');
INSERT INTO "auth_permission" VALUES(119,30,'delete_projectreturn','Can delete quarterly return');
INSERT INTO "auth_permission" VALUES(120,30,'view_projectreturn','Can view quarterly return');
INSERT INTO "auth_permission" VALUES(121,31,'add_bidfile','Can add file');
INSERT INTO "auth_permission" VALUES(122,31,'change_bidfile','Can change file');
INSERT INTO "auth_permission" VALUES(123,31,'delete_bidfile','Can delete file');
INSERT INTO "auth_permission" VALUES(124,31,'view_bidfile','Can view file');
INSERT INTO "auth_permission" VALUES(125,32,'add_scorer','Can add scorer');
INSERT INTO "auth_permission" VALUES(126,32,'change_scorer','Can change scorer');
INSERT INTO "auth_permission" VALUES(127,32,'delete_scorer','Can delete scorer');
INSERT INTO "auth_permission" VALUES(128,32,'view_scorer','Can view scorer');
INSERT INTO "auth_permission" VALUES(129,33,'add_assessment','Can add score');
INSERT INTO "auth_permission" VALUES(130,33,'change_assessment','Can change score');
INSERT INTO "auth_permission" VALUES(131,33,'delete_assessment','Can delete score');
INSERT INTO "auth_permission" VALUES(132,33,'view_assessment','Can view score');
INSERT INTO "auth_permission" VALUES(133,34,'add_transferrequest','Can add request to move money');
INSERT INTO "auth_permission" VALUES(134,34,'change_transferrequest','Can change request to move money');
INSERT INTO "auth_permission" VALUES(135,34,'delete_transferrequest','Can delete request to move money');
INSERT INTO "auth_permission" VALUES(136,34,'view_transferrequest','Can view request to move money');
INSERT INTO "auth_permission" VALUES(137,35,'add_bidactionlink','Can add bid action link');
INSERT INTO "auth_permission" VALUES(138,35,'change_bidactionlink','Can change bid action link');
INSERT INTO "auth_permission" VALUES(139,35,'delete_bidactionlink','Can delete bid action link');
INSERT INTO "auth_permission" VALUES(140,35,'view_bidactionlink','Can view bid action link');
INSERT INTO "auth_permission" VALUES(141,36,'add_bidauthor','Can add bid author');
INSERT INTO "auth_permission" VALUES(142,36,'change_bidauthor','Can change bid author');
INSERT INTO "auth_permission" VALUES(143,36,'delete_bidauthor','Can delete bid author');
INSERT INTO "auth_permission" VALUES(144,36,'view_bidauthor','Can view bid author');
INSERT INTO "auth_permission" VALUES(145,37,'add_bidpartner','Can add bid partner');
INSERT INTO "auth_permission" VALUES(146,37,'change_bidpartner','Can change bid partner');
INSERT INTO "auth_permission" VALUES(147,37,'delete_bidpartner','Can delete bid partner');
INSERT INTO "auth_permission" VALUES(148,37,'view_bidpartner','Can view bid partner');
INSERT INTO "auth_permission" VALUES(149,38,'add_bidpriority','Can add bid priority');
INSERT INTO "auth_permission" VALUES(150,38,'change_bidpriority','Can change bid priority');
INSERT INTO "auth_permission" VALUES(151,38,'delete_bidpriority','Can delete bid priority');
INSERT INTO "auth_permission" VALUES(152,38,'view_bidpriority','Can view bid priority');
INSERT INTO "auth_permission" VALUES(153,39,'add_bidtransition','Can add bid transition');
INSERT INTO "auth_permission" VALUES(154,39,'change_bidtransition','Can change bid transition');
INSERT INTO "auth_permission" VALUES(155,39,'delete_bidtransition','Can delete bid transition');
INSERT INTO "auth_permission" VALUES(156,39,'view_bidtransition','Can view bid transition');
INSERT INTO "auth_permission" VALUES(157,40,'add_bidversion','Can add bid version');
INSERT INTO "auth_permission" VALUES(158,40,'change_bidversion','Can change bid version');
INSERT INTO "auth_permission" VALUES(159,40,'delete_bidversion','Can delete bid version');
INSERT INTO "auth_permission" VALUES(160,40,'view_bidversion','Can view bid version');
INSERT INTO "auth_permission" VALUES(161,41,'add_clarificationquestion','Can add clarification question');
INSERT INTO "auth_permission" VALUES(162,41,'change_clarificationquestion','Can change clarification question');
INSERT INTO "auth_permission" VALUES(163,41,'delete_clarificationquestion','Can delete clarification question');
INSERT INTO "auth_permission" VALUES(164,41,'view_clarificationquestion','Can view clarification question');
INSERT INTO "auth_permission" VALUES(165,42,'add_criterionpoints','Can add criterion points');
INSERT INTO "auth_permission" VALUES(166,42,'change_criterionpoints','Can change criterion points');
INSERT INTO "auth_permission" VALUES(167,42,'delete_criterionpoints','Can delete criterion points');
INSERT INTO "auth_permission" VALUES(168,42,'view_criterionpoints','Can view criterion points');
INSERT INTO "auth_permission" VALUES(169,43,'add_evaluation','Can add evaluation');
INSERT INTO "auth_permission" VALUES(170,43,'change_evaluation','Can change evaluation');
INSERT INTO "auth_permission" VALUES(171,43,'delete_evaluation','Can delete evaluation');
INSERT INTO "auth_permission" VALUES(172,43,'view_evaluation','Can view evaluation');
INSERT INTO "auth_permission" VALUES(173,44,'add_committee','Can add committee');
INSERT INTO "auth_permission" VALUES(174,44,'change_committee','Can change committee');
INSERT INTO "auth_permission" VALUES(175,44,'delete_committee','Can delete committee');
INSERT INTO "auth_permission" VALUES(176,44,'view_committee','Can view committee');
INSERT INTO "auth_permission" VALUES(177,45,'add_meeting','Can add meeting');
INSERT INTO "auth_permission" VALUES(178,45,'change_meeting','Can change meeting');
INSERT INTO "auth_permission" VALUES(179,45,'delete_meeting','Can delete meeting');
INSERT INTO "auth_permission" VALUES(180,45,'view_meeting','Can view meeting');
INSERT INTO "auth_permission" VALUES(181,46,'add_pack','Can add pack');
INSERT INTO "auth_permission" VALUES(182,46,'change_pack','Can change pack');
INSERT INTO "auth_permission" VALUES(183,46,'delete_pack','Can delete pack');
INSERT INTO "auth_permission" VALUES(184,46,'view_pack','Can view pack');
INSERT INTO "auth_permission" VALUES(185,47,'add_packsection','Can add section');
INSERT INTO "auth_permission" VALUES(186,47,'change_packsection','Can change section');
INSERT INTO "auth_permission" VALUES(187,47,'delete_packsection','Can delete section');
INSERT INTO "auth_permission" VALUES(188,47,'view_packsection','Can view section');
INSERT INTO "auth_permission" VALUES(189,48,'add_report','Can add report');
INSERT INTO "auth_permission" VALUES(190,48,'change_report','Can change report');
INSERT INTO "auth_permission" VALUES(191,48,'delete_report','Can delete report');
INSERT INTO "auth_permission" VALUES(192,48,'view_report','Can view report');
INSERT INTO "auth_permission" VALUES(193,49,'add_commentary','Can add commentary');
INSERT INTO "auth_permission" VALUES(194,49,'change_commentary','Can change commentary');
INSERT INTO "auth_permission" VALUES(195,49,'delete_commentary','Can delete commentary');
INSERT INTO "auth_permission" VALUES(196,49,'view_commentary','Can view commentary');
INSERT INTO "auth_permission" VALUES(197,50,'add_templatesection','Can add section');
INSERT INTO "auth_permission" VALUES(198,50,'change_templatesection','Can change section');
INSERT INTO "auth_permission" VALUES(199,50,'delete_templatesection','Can delete section');
INSERT INTO "auth_permission" VALUES(200,50,'view_templatesection','Can view section');
INSERT INTO "auth_permission" VALUES(201,51,'add_document','Can add document');
INSERT INTO "auth_permission" VALUES(202,51,'change_document','Can change document');
INSERT INTO "auth_permission" VALUES(203,51,'delete_document','Can delete document');
INSERT INTO "auth_permission" VALUES(204,51,'view_document','Can view document');
INSERT INTO "auth_permission" VALUES(205,52,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES(206,52,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES(207,52,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES(208,52,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES(209,53,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES(210,53,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES(211,53,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES(212,53,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES(213,54,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES(214,54,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES(215,54,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES(216,54,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES(217,55,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(218,55,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(219,55,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(220,55,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES(221,56,'add_emailaddress','Can add email address');
INSERT INTO "auth_permission" VALUES(222,56,'change_emailaddress','Can change email address');
INSERT INTO "auth_permission" VALUES(223,56,'delete_emailaddress','Can delete email address');
INSERT INTO "auth_permission" VALUES(224,56,'view_emailaddress','Can view email address');
INSERT INTO "auth_permission" VALUES(225,57,'add_emailconfirmation','Can add email confirmation');
INSERT INTO "auth_permission" VALUES(226,57,'change_emailconfirmation','Can change email confirmation');
INSERT INTO "auth_permission" VALUES(227,57,'delete_emailconfirmation','Can delete email confirmation');
INSERT INTO "auth_permission" VALUES(228,57,'view_emailconfirmation','Can view email confirmation');
INSERT INTO "auth_permission" VALUES(229,58,'add_dbtaskresult','Can add Task Result');
INSERT INTO "auth_permission" VALUES(230,58,'change_dbtaskresult','Can change Task Result');
INSERT INTO "auth_permission" VALUES(231,58,'delete_dbtaskresult','Can delete Task Result');
INSERT INTO "auth_permission" VALUES(232,58,'view_dbtaskresult','Can view Task Result');
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES(1,'plans','user');
INSERT INTO "django_content_type" VALUES(2,'plans','body');
INSERT INTO "django_content_type" VALUES(3,'plans','bodyname');
INSERT INTO "django_content_type" VALUES(4,'plans','formdraft');
INSERT INTO "django_content_type" VALUES(5,'plans','partnership');
INSERT INTO "django_content_type" VALUES(6,'plans','membership');
INSERT INTO "django_content_type" VALUES(7,'plans','invitation');
INSERT INTO "django_content_type" VALUES(8,'plans','historyentry');
INSERT INTO "django_content_type" VALUES(9,'plans','partnershipname');
INSERT INTO "django_content_type" VALUES(10,'plans','plan');
INSERT INTO "django_content_type" VALUES(11,'plans','priority');
INSERT INTO "django_content_type" VALUES(12,'plans','prioritylead');
INSERT INTO "django_content_type" VALUES(13,'plans','risk');
INSERT INTO "django_content_type" VALUES(14,'plans','versiontablerow');
INSERT INTO "django_content_type" VALUES(15,'actions','action');
INSERT INTO "django_content_type" VALUES(16,'actions','actionlead');
INSERT INTO "django_content_type" VALUES(17,'actions','milestone');
INSERT INTO "django_content_type" VALUES(18,'actions','duedatechange');
INSERT INTO "django_content_type" VALUES(19,'actions','milestonelead');
INSERT INTO "django_content_type" VALUES(20,'actions','planimport');
INSERT INTO "django_content_type" VALUES(21,'actions','update');
INSERT INTO "django_content_type" VALUES(22,'funding','funder');
INSERT INTO "django_content_type" VALUES(23,'funding','grant');
INSERT INTO "django_content_type" VALUES(24,'funding','criterion');
INSERT INTO "django_content_type" VALUES(25,'funding','bidimport');
INSERT INTO "django_content_type" VALUES(26,'funding','bid');
INSERT INTO "django_content_type" VALUES(27,'funding','pot');
INSERT INTO "django_content_type" VALUES(28,'funding','ledgerentry');
INSERT INTO "django_content_type" VALUES(29,'funding','printedtotal');
INSERT INTO "django_content_type" VALUES(30,'funding','projectreturn');
INSERT INTO "django_content_type" VALUES(31,'funding','bidfile');
INSERT INTO "django_content_type" VALUES(32,'funding','scorer');
INSERT INTO "django_content_type" VALUES(33,'funding','assessment');
INSERT INTO "django_content_type" VALUES(34,'funding','transferrequest');
INSERT INTO "django_content_type" VALUES(35,'funding','bidactionlink');
INSERT INTO "django_content_type" VALUES(36,'funding','bidauthor');
INSERT INTO "django_content_type" VALUES(37,'funding','bidpartner');
INSERT INTO "django_content_type" VALUES(38,'funding','bidpriority');
INSERT INTO "django_content_type" VALUES(39,'funding','bidtransition');
INSERT INTO "django_content_type" VALUES(40,'funding','bidversion');
INSERT INTO "django_content_type" VALUES(41,'funding','clarificationquestion');
INSERT INTO "django_content_type" VALUES(42,'funding','criterionpoints');
INSERT INTO "django_content_type" VALUES(43,'funding','evaluation');
INSERT INTO "django_content_type" VALUES(44,'reports','committee');
INSERT INTO "django_content_type" VALUES(45,'reports','meeting');
INSERT INTO "django_content_type" VALUES(46,'reports','pack');
INSERT INTO "django_content_type" VALUES(47,'reports','packsection');
INSERT INTO "django_content_type" VALUES(48,'reports','report');
INSERT INTO "django_content_type" VALUES(49,'reports','commentary');
INSERT INTO "django_content_type" VALUES(50,'reports','templatesection');
INSERT INTO "django_content_type" VALUES(51,'reports','document');
INSERT INTO "django_content_type" VALUES(52,'auth','permission');
INSERT INTO "django_content_type" VALUES(53,'auth','group');
INSERT INTO "django_content_type" VALUES(54,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES(55,'sessions','session');
INSERT INTO "django_content_type" VALUES(56,'account','emailaddress');
INSERT INTO "django_content_type" VALUES(57,'account','emailconfirmation');
INSERT INTO "django_content_type" VALUES(58,'django_tasks_database','dbtaskresult');
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-12-01 04:04:41.551166');
INSERT INTO "django_migrations" VALUES(2,'contenttypes','0002_remove_content_type_name','2026-12-01 04:04:41.561713');
INSERT INTO "django_migrations" VALUES(3,'auth','0001_initial','2026-12-01 04:04:41.581880');
INSERT INTO "django_migrations" VALUES(4,'auth','0002_alter_permission_name_max_length','2026-12-01 04:04:41.590316');
INSERT INTO "django_migrations" VALUES(5,'auth','0003_alter_user_email_max_length','2026-12-01 04:04:41.597118');
INSERT INTO "django_migrations" VALUES(6,'auth','0004_alter_user_username_opts','2026-12-01 04:04:41.603870');
INSERT INTO "django_migrations" VALUES(7,'auth','0005_alter_user_last_login_null','2026-12-01 04:04:41.612663');
INSERT INTO "django_migrations" VALUES(8,'auth','0006_require_contenttypes_0002','2026-12-01 04:04:41.614324');
INSERT INTO "django_migrations" VALUES(9,'auth','0007_alter_validators_add_error_messages','2026-12-01 04:04:41.621358');
INSERT INTO "django_migrations" VALUES(10,'auth','0008_alter_user_username_max_length','2026-12-01 04:04:41.628718');
INSERT INTO "django_migrations" VALUES(11,'auth','0009_alter_user_last_name_max_length','2026-12-01 04:04:41.637860');
INSERT INTO "django_migrations" VALUES(12,'auth','0010_alter_group_name_max_length','2026-12-01 04:04:41.650577');
INSERT INTO "django_migrations" VALUES(13,'auth','0011_update_proxy_permissions','2026-12-01 04:04:41.663946');
INSERT INTO "django_migrations" VALUES(14,'auth','0012_alter_user_first_name_max_length','2026-12-01 04:04:41.678076');
INSERT INTO "django_migrations" VALUES(15,'plans','0001_initial','2026-12-01 04:04:42.981861');
INSERT INTO "django_migrations" VALUES(16,'account','0001_initial','2026-12-01 04:04:43.055056');
INSERT INTO "django_migrations" VALUES(17,'account','0002_email_max_length','2026-12-01 04:04:43.086781');
INSERT INTO "django_migrations" VALUES(18,'account','0003_alter_emailaddress_create_unique_verified_email','2026-12-01 04:04:43.146663');
INSERT INTO "django_migrations" VALUES(19,'account','0004_alter_emailaddress_drop_unique_email','2026-12-01 04:04:43.179951');
INSERT INTO "django_migrations" VALUES(20,'account','0005_emailaddress_idx_upper_email','2026-12-01 04:04:43.216365');
INSERT INTO "django_migrations" VALUES(21,'account','0006_emailaddress_lower','2026-12-01 04:04:43.261112');
INSERT INTO "django_migrations" VALUES(22,'account','0007_emailaddress_idx_email','2026-12-01 04:04:43.332933');
INSERT INTO "django_migrations" VALUES(23,'account','0008_emailaddress_unique_primary_email_fixup','2026-12-01 04:04:43.386671');
INSERT INTO "django_migrations" VALUES(24,'account','0009_emailaddress_unique_primary_email','2026-12-01 04:04:43.415491');
INSERT INTO "django_migrations" VALUES(25,'actions','0001_initial','2026-12-01 04:04:44.824919');
INSERT INTO "django_migrations" VALUES(26,'django_tasks_database','0001_initial','2026-12-01 04:04:44.831983');
INSERT INTO "django_migrations" VALUES(27,'django_tasks_database','0002_alter_dbtaskresult_options','2026-12-01 04:04:44.837677');
INSERT INTO "django_migrations" VALUES(28,'django_tasks_database','0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at','2026-12-01 04:04:44.860745');
INSERT INTO "django_migrations" VALUES(29,'django_tasks_database','0004_dbtaskresult_started_at','2026-12-01 04:04:44.870166');
INSERT INTO "django_migrations" VALUES(30,'django_tasks_database','0005_alter_dbtaskresult_priority_and_more','2026-12-01 04:04:44.898108');
INSERT INTO "django_migrations" VALUES(31,'django_tasks_database','0006_alter_dbtaskresult_args_kwargs_and_more','2026-12-01 04:04:44.933952');
INSERT INTO "django_migrations" VALUES(32,'django_tasks_database','0007_add_separate_results_fields','2026-12-01 04:04:44.944536');
INSERT INTO "django_migrations" VALUES(33,'django_tasks_database','0008_separate_results_field','2026-12-01 04:04:44.984579');
INSERT INTO "django_migrations" VALUES(34,'django_tasks_database','0009_remove_results_field','2026-12-01 04:04:44.993410');
INSERT INTO "django_migrations" VALUES(35,'django_tasks_database','0010_alter_dbtaskresult_status','2026-12-01 04:04:45.004266');
INSERT INTO "django_migrations" VALUES(36,'django_tasks_database','0011_rename_complete_status','2026-12-01 04:04:45.033922');
INSERT INTO "django_migrations" VALUES(37,'django_tasks_database','0012_add_separate_exception_fields','2026-12-01 04:04:45.056424');
INSERT INTO "django_migrations" VALUES(38,'django_tasks_database','0013_separate_exception_fields','2026-12-01 04:04:45.087623');
INSERT INTO "django_migrations" VALUES(39,'django_tasks_database','0014_remove_dbtaskresult_exception_data','2026-12-01 04:04:45.096421');
INSERT INTO "django_migrations" VALUES(40,'django_tasks_database','0015_correctly_order_run_after','2026-12-01 04:04:45.101037');
INSERT INTO "django_migrations" VALUES(41,'django_tasks_database','0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more','2026-12-01 04:04:45.195399');
INSERT INTO "django_migrations" VALUES(42,'django_tasks_database','0017_dbtaskresult_metadata','2026-12-01 04:04:45.207281');
INSERT INTO "django_migrations" VALUES(43,'django_tasks_database','0018_rename_succeeded_status','2026-12-01 04:04:45.247769');
INSERT INTO "django_migrations" VALUES(44,'django_tasks_database','0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more','2026-12-01 04:04:45.291284');
INSERT INTO "django_migrations" VALUES(45,'django_tasks_database','0020_update_db_task_result_ordering','2026-12-01 04:04:45.306849');
INSERT INTO "django_migrations" VALUES(46,'django_tasks_database','0021_conditional_partial_index_ordering','2026-12-01 04:04:45.316538');
INSERT INTO "django_migrations" VALUES(47,'funding','0001_initial','2026-12-01 04:04:52.845800');
INSERT INTO "django_migrations" VALUES(48,'reports','0001_initial','2026-12-01 04:04:58.315994');
INSERT INTO "django_migrations" VALUES(49,'sessions','0001_initial','2026-12-01 04:04:58.334889');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));
CREATE TABLE "funding_assessment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "interest" text NOT NULL, "bid_id" bigint NOT NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "scorer_id" bigint NOT NULL REFERENCES "funding_scorer" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_score_a_person" UNIQUE ("bid_id", "scorer_id"));
CREATE TABLE "funding_bid" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "title" varchar(300) NOT NULL, "lead_as_printed" varchar(300) NOT NULL, "asked" bigint NULL, "amount_requested_text" varchar(60) NOT NULL, "summary" text NOT NULL, "need" text NOT NULL, "beneficiaries" text NOT NULL, "sustainability" text NOT NULL, "safeguarding" text NOT NULL, "activities" text NOT NULL CHECK ((JSON_VALID("activities") OR "activities" IS NULL)), "measures" text NOT NULL CHECK ((JSON_VALID("measures") OR "measures" IS NULL)), "costs" text NOT NULL CHECK ((JSON_VALID("costs") OR "costs" IS NULL)), "match" text NOT NULL CHECK ((JSON_VALID("match") OR "match" IS NULL)), "quarters" text NOT NULL CHECK ((JSON_VALID("quarters") OR "quarters" IS NULL)), "project_types" text NOT NULL CHECK ((JSON_VALID("project_types") OR "project_types" IS NULL)), "funder_priorities" text NOT NULL CHECK ((JSON_VALID("funder_priorities") OR "funder_priorities" IS NULL)), "state" varchar(16) NOT NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "approved_version" integer unsigned NULL CHECK ("approved_version" >= 0), "recommended_amount" bigint NULL, "approved_amount" bigint NULL, "lead_id" bigint NULL REFERENCES "plans_body" ("id") DEFERRABLE INITIALLY DEFERRED, "grant_id" bigint NOT NULL REFERENCES "funding_grant" ("id") DEFERRABLE INITIALLY DEFERRED, "pot_id" bigint NOT NULL REFERENCES "funding_pot" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_bid_a_number" UNIQUE ("grant_id", "number"), CONSTRAINT "a_bid_has_its_project" CHECK (("state" IN ('draft', 'withdrawn') OR (NOT ("title" = '') AND "asked" IS NOT NULL AND "version" >= 1))), CONSTRAINT "an_amount_asked_is_not_below_nothing" CHECK (("asked" IS NULL OR "asked" >= 0)), CONSTRAINT "what_is_approved_has_its_amount" CHECK ((("approved_amount" IS NULL AND "approved_version" IS NULL AND "state" IN ('chair_approved', 'clarification', 'declined', 'draft', 'recommended', 'shortlisted', 'submitted', 'withdrawn')) OR ("approved_amount" >= 0 AND "approved_amount" IS NOT NULL AND "approved_version" IS NOT NULL AND "state" IN ('approved', 'chair_approved', 'changing', 'clarification', 'closed', 'evaluated', 'live', 'recommended', 'withdrawn')))), CONSTRAINT "what_is_recommended_has_its_amount" CHECK ((NOT ("state" IN ('recommended', 'chair_approved')) OR ("recommended_amount" >= 0 AND "recommended_amount" IS NOT NULL))));
CREATE TABLE "funding_bidactionlink" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "action_id" bigint NOT NULL REFERENCES "actions_action" ("id") DEFERRABLE INITIALLY DEFERRED, "bid_id" bigint NOT NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_action_paid_once" UNIQUE ("bid_id", "action_id"));
CREATE TABLE "funding_bidauthor" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" datetime NOT NULL, "bid_id" bigint NOT NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_author_once" UNIQUE ("bid_id", "person_id"));
CREATE TABLE "funding_bidfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "filename" varchar(200) NOT NULL, "size" integer unsigned NOT NULL CHECK ("size" >= 0), "content" BLOB NOT NULL, "created_at" datetime NOT NULL, "bid_id" bigint NOT NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "project_return_id" bigint NULL REFERENCES "funding_projectreturn" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "funding_bidimport" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "filename" varchar(200) NOT NULL, "content" BLOB NOT NULL, "created_at" datetime NOT NULL, "imported_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "grant_id" bigint NOT NULL REFERENCES "funding_grant" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "funding_bidpartner" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "bid_id" bigint NOT NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "body_id" bigint NOT NULL REFERENCES "plans_body" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_partner_once" UNIQUE ("bid_id", "body_id"));
CREATE TABLE "funding_bidpriority" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "bid_id" bigint NOT NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "priority_id" bigint NOT NULL REFERENCES "plans_priority" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_priority_served_once" UNIQUE ("bid_id", "priority_id"));
CREATE TABLE "funding_bidtransition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "move" varchar(16) NOT NULL, "was" varchar(16) NOT NULL, "now" varchar(16) NOT NULL, "words" text NOT NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "amount" bigint NULL, "balance_before" bigint NULL, "press" varchar(40) NOT NULL, "created_at" datetime NOT NULL, "bid_id" bigint NOT NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_move_changes_the_state" CHECK (NOT ("was" = ("now"))), CONSTRAINT "a_move_is_one_of_the_way" CHECK ((("move" = 'answer' AND "now" = 'chair_approved' AND "was" = 'clarification') OR ("move" = 'answer' AND "now" = 'recommended' AND "was" = 'clarification') OR ("move" = 'answer' AND "now" = 'shortlisted' AND "was" = 'clarification') OR ("move" = 'answer' AND "now" = 'submitted' AND "was" = 'clarification') OR ("move" = 'approve' AND "now" = 'approved' AND "was" = 'submitted') OR ("move" = 'ask' AND "now" = 'clarification' AND "was" = 'chair_approved') OR ("move" = 'ask' AND "now" = 'clarification' AND "was" = 'recommended') OR ("move" = 'ask' AND "now" = 'clarification' AND "was" = 'shortlisted') OR ("move" = 'ask' AND "now" = 'clarification' AND "was" = 'submitted') OR ("move" = 'chair_approve' AND "now" = 'chair_approved' AND "was" = 'recommended') OR ("move" = 'change' AND "now" = 'changing' AND "was" = 'approved') OR ("move" = 'change' AND "now" = 'changing' AND "was" = 'live') OR ("move" = 'close' AND "now" = 'closed' AND "was" = 'live') OR ("move" = 'decline' AND "now" = 'approved' AND "was" = 'chair_approved') OR ("move" = 'decline' AND "now" = 'declined' AND "was" = 'chair_approved') OR ("move" = 'decline' AND "now" = 'live' AND "was" = 'chair_approved') OR ("move" = 'decline' AND "now" = 'approved' AND "was" = 'recommended') OR ("move" = 'decline' AND "now" = 'declined' AND "was" = 'recommended') OR ("move" = 'decline' AND "now" = 'live' AND "was" = 'recommended') OR ("move" = 'decline' AND "now" = 'declined' AND "was" = 'shortlisted') OR ("move" = 'decline' AND "now" = 'declined' AND "was" = 'submitted') OR ("move" = 'drop_change' AND "now" = 'approved' AND "was" = 'chair_approved') OR ("move" = 'drop_change' AND "now" = 'live' AND "was" = 'chair_approved') OR ("move" = 'drop_change' AND "now" = 'approved' AND "was" = 'changing') OR ("move" = 'drop_change' AND "now" = 'live' AND "was" = 'changing') OR ("move" = 'drop_change' AND "now" = 'approved' AND "was" = 'clarification') OR ("move" = 'drop_change' AND "now" = 'live' AND "was" = 'clarification') OR ("move" = 'drop_change' AND "now" = 'approved' AND "was" = 'recommended') OR ("move" = 'drop_change' AND "now" = 'live' AND "was" = 'recommended') OR ("move" = 'evaluate' AND "now" = 'evaluated' AND "was" = 'closed') OR ("move" = 'funder_approve' AND "now" = 'approved' AND "was" = 'chair_approved') OR ("move" = 'funder_approve' AND "now" = 'live' AND "was" = 'chair_approved') OR ("move" = 'import' AND "now" = 'submitted' AND "was" = '') OR ("move" = 'recommend' AND "now" = 'recommended' AND "was" = 'shortlisted') OR ("move" = 'shortlist' AND "now" = 'shortlisted' AND "was" = 'submitted') OR ("move" = 'start' AND "now" = 'live' AND "was" = 'approved') OR ("move" = 'submit' AND "now" = 'recommended' AND "was" = 'changing') OR ("move" = 'submit' AND "now" = 'submitted' AND "was" = 'draft') OR ("move" = 'withdraw' AND "now" = 'withdrawn' AND "was" = 'approved') OR ("move" = 'withdraw' AND "now" = 'withdrawn' AND "was" = 'chair_approved') OR ("move" = 'withdraw' AND "now" = 'withdrawn' AND "was" = 'clarification') OR ("move" = 'withdraw' AND "now" = 'withdrawn' AND "was" = 'draft') OR ("move" = 'withdraw' AND "now" = 'withdrawn' AND "was" = 'recommended') OR ("move" = 'withdraw' AND "now" = 'withdrawn' AND "was" = 'shortlisted') OR ("move" = 'withdraw' AND "now" = 'withdrawn' AND "was" = 'submitted'))), CONSTRAINT "an_approval_is_a_persons_of_an_amount" CHECK ((NOT ("move" IN ('chair_approve', 'funder_approve')) OR ("amount" IS NOT NULL AND "balance_before" IS NOT NULL AND "created_by_id" IS NOT NULL))));
CREATE TABLE "funding_bidversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "values" text NOT NULL CHECK ((JSON_VALID("values") OR "values" IS NULL)), "sha256" varchar(64) NOT NULL, "why" text NOT NULL, "created_at" datetime NOT NULL, "bid_id" bigint NOT NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_bid_version_a_number" UNIQUE ("bid_id", "number"));
CREATE TABLE "funding_clarificationquestion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "about" varchar(30) NOT NULL, "words" text NOT NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "requested_at" datetime NOT NULL, "answer" text NOT NULL, "answered_at" datetime NULL, "answered_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "bid_id" bigint NOT NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "requested_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_question_asks_something" CHECK (NOT ("words" = '')), CONSTRAINT "an_answer_has_its_day" CHECK ((("answer" = '' AND "answered_at" IS NULL) OR (NOT ("answer" = '') AND "answered_at" IS NOT NULL))));
CREATE TABLE "funding_criterion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "name" varchar(200) NOT NULL, "guidance" text NOT NULL, "weight" smallint unsigned NOT NULL CHECK ("weight" >= 0), "position" integer unsigned NOT NULL CHECK ("position" >= 0), "grant_id" bigint NOT NULL REFERENCES "funding_grant" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_weight_is_1_to_100" CHECK (("weight" >= 1 AND "weight" <= 100)));
CREATE TABLE "funding_criterionpoints" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "points" smallint unsigned NOT NULL CHECK ("points" >= 0), "rationale" text NOT NULL, "criterion_id" bigint NOT NULL REFERENCES "funding_criterion" ("id") DEFERRABLE INITIALLY DEFERRED, "scoring_id" bigint NOT NULL REFERENCES "funding_assessment" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_mark_is_0_to_5" CHECK (("points" >= 0 AND "points" <= 5)), CONSTRAINT "a_mark_says_why" CHECK (NOT ("rationale" = '')), CONSTRAINT "one_mark_a_criterion" UNIQUE ("scoring_id", "criterion_id"));
CREATE TABLE "funding_evaluation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "state" varchar(10) NOT NULL, "submitted_at" datetime NULL, "decided_at" datetime NULL, "decision_comment" text NOT NULL, "achieved" text NOT NULL, "difference" text NOT NULL, "learned" text NOT NULL, "next_steps" text NOT NULL, "results" text NOT NULL CHECK ((JSON_VALID("results") OR "results" IS NULL)), "bid_id" bigint NOT NULL UNIQUE REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "decided_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "sent_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "an_evaluation_sent_says_what_was_achieved" CHECK (("state" IN ('draft', 'sent_back') OR (NOT ("achieved" = '') AND "sent_by_id" IS NOT NULL))), CONSTRAINT "an_evaluation_is_approved_by_another" CHECK ((NOT ("state" = 'approved') OR ("decided_by_id" IS NOT NULL AND NOT ("decided_by_id" = ("sent_by_id") AND "decided_by_id" IS NOT NULL AND "sent_by_id" IS NOT NULL)))));
CREATE TABLE "funding_funder" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "name" varchar(200) NOT NULL, "kind" varchar(8) NOT NULL, "starts" date NULL, "ends" date NULL, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_funder_ends_after_it_starts" CHECK (("starts" IS NULL OR "ends" IS NULL OR "starts" <= ("ends"))));
CREATE TABLE "funding_grant" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "slug" varchar(60) NOT NULL, "title" varchar(200) NOT NULL, "starts" date NOT NULL, "ends" date NOT NULL, "is_provisional" bool NOT NULL, "conditions" text NOT NULL, "project_types" text NOT NULL, "funder_priorities" text NOT NULL, "printed_left" bigint NULL, "funder_id" bigint NULL REFERENCES "funding_funder" ("id") DEFERRABLE INITIALLY DEFERRED, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_grant_an_address" UNIQUE ("partnership_id", "slug"), CONSTRAINT "a_grant_ends_after_it_starts" CHECK ("starts" <= ("ends")));
CREATE TABLE "funding_ledgerentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sequence" integer unsigned NOT NULL CHECK ("sequence" >= 0), "kind" varchar(10) NOT NULL, "amount" bigint NOT NULL, "on" date NOT NULL, "reason" text NOT NULL, "consent" text NOT NULL, "is_provisional" bool NOT NULL, "balance_before" bigint NOT NULL, "group" varchar(40) NOT NULL, "key" varchar(100) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "bid_id" bigint NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "grant_id" bigint NOT NULL REFERENCES "funding_grant" ("id") DEFERRABLE INITIALLY DEFERRED, "pot_id" bigint NOT NULL REFERENCES "funding_pot" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_entry_a_number" UNIQUE ("grant_id", "sequence"), CONSTRAINT "an_entry_is_of_something" CHECK (NOT ("amount" = 0)), CONSTRAINT "what_is_committed_is_above_nothing" CHECK ((NOT ("kind" IN ('commitment', 'payment')) OR "amount" > 0)), CONSTRAINT "what_goes_back_is_below_nothing" CHECK ((NOT ("kind" IN ('release', 'return', 'given_back')) OR "amount" < 0)), CONSTRAINT "a_movement_has_reason_and_consent" CHECK ((NOT ("kind" = 'movement') OR (NOT ("reason" = '') AND NOT ("consent" = '') AND NOT ("group" = '')))), CONSTRAINT "a_commitment_is_for_a_project" CHECK ((NOT ("kind" IN ('commitment', 'release', 'payment', 'return')) OR NOT ("bid_id" IS NULL))));
CREATE TABLE "funding_pot" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "name" varchar(100) NOT NULL, "kind" varchar(8) NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "opens_at" datetime NULL, "closes_at" datetime NULL, "opened_early_why" text NOT NULL, "grant_id" bigint NOT NULL REFERENCES "funding_grant" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_pot_closes_after_it_opens" CHECK (("opens_at" IS NULL OR "closes_at" IS NULL OR "opens_at" < ("closes_at"))));
CREATE TABLE "funding_printedtotal" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "filename" varchar(200) NOT NULL, "cell" varchar(12) NOT NULL, "label" varchar(300) NOT NULL, "printed" bigint NOT NULL, "computed" bigint NOT NULL, "created_at" datetime NOT NULL, "withdrawn_at" datetime NULL, "grant_id" bigint NOT NULL REFERENCES "funding_grant" ("id") DEFERRABLE INITIALLY DEFERRED, "withdrawn_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_printed_total_a_cell" UNIQUE ("grant_id", "filename", "cell"));
CREATE TABLE "funding_projectreturn" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "state" varchar(10) NOT NULL, "submitted_at" datetime NULL, "decided_at" datetime NULL, "decision_comment" text NOT NULL, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "quarter" smallint unsigned NOT NULL CHECK ("quarter" >= 0), "spent" bigint NULL, "forecast" bigint NULL, "words" text NOT NULL, "results" text NOT NULL CHECK ((JSON_VALID("results") OR "results" IS NULL)), "bid_id" bigint NOT NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "decided_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "sent_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_return_a_quarter" UNIQUE ("bid_id", "year", "quarter"), CONSTRAINT "a_return_is_for_a_quarter" CHECK (("quarter" >= 1 AND "quarter" <= 4)), CONSTRAINT "a_return_sent_has_its_figures" CHECK (("state" IN ('draft', 'sent_back') OR ("forecast" >= 0 AND "forecast" IS NOT NULL AND "sent_by_id" IS NOT NULL AND "spent" >= 0 AND "spent" IS NOT NULL))), CONSTRAINT "a_return_is_approved_by_another" CHECK ((NOT ("state" = 'approved') OR ("decided_by_id" IS NOT NULL AND NOT ("decided_by_id" = ("sent_by_id") AND "decided_by_id" IS NOT NULL AND "sent_by_id" IS NOT NULL)))));
CREATE TABLE "funding_scorer" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "grant_id" bigint NOT NULL REFERENCES "funding_grant" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "funding_transferrequest" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "amount" bigint NOT NULL, "reason" text NOT NULL, "overcommit_reason" text NOT NULL, "state" varchar(10) NOT NULL, "press" varchar(32) NOT NULL UNIQUE, "requested_at" datetime NOT NULL, "decided_at" datetime NULL, "decision_comment" text NOT NULL, "decided_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "grant_id" bigint NOT NULL REFERENCES "funding_grant" ("id") DEFERRABLE INITIALLY DEFERRED, "requested_by_id" bigint NOT NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "source_bid_id" bigint NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "source_pot_id" bigint NULL REFERENCES "funding_pot" ("id") DEFERRABLE INITIALLY DEFERRED, "target_bid_id" bigint NULL REFERENCES "funding_bid" ("id") DEFERRABLE INITIALLY DEFERRED, "target_pot_id" bigint NULL REFERENCES "funding_pot" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_request_is_of_two_pots_or_two_projects" CHECK ((("source_bid_id" IS NULL AND "source_pot_id" IS NOT NULL AND "target_bid_id" IS NULL AND "target_pot_id" IS NOT NULL AND NOT ("source_pot_id" = ("target_pot_id") AND "source_pot_id" IS NOT NULL AND "target_pot_id" IS NOT NULL)) OR ("source_bid_id" IS NOT NULL AND "source_pot_id" IS NULL AND "target_bid_id" IS NOT NULL AND "target_pot_id" IS NULL AND NOT ("source_bid_id" = ("target_bid_id") AND "source_bid_id" IS NOT NULL AND "target_bid_id" IS NOT NULL)))), CONSTRAINT "a_request_has_amount_and_reason" CHECK (("amount" > 0 AND NOT ("reason" = ''))), CONSTRAINT "a_request_is_decided_by_somebody" CHECK ((("decided_at" IS NULL AND "decided_by_id" IS NULL AND "state" = 'waiting') OR (NOT ("state" = 'waiting') AND "decided_at" IS NOT NULL AND "decided_by_id" IS NOT NULL))), CONSTRAINT "a_request_is_agreed_to_by_another" CHECK ((NOT ("state" IN ('agreed', 'not_agreed')) OR NOT ("decided_by_id" = ("requested_by_id") AND "decided_by_id" IS NOT NULL))), CONSTRAINT "a_request_is_taken_back_by_who_asked" CHECK ((NOT ("state" = 'taken_back') OR "decided_by_id" = ("requested_by_id"))), CONSTRAINT "a_request_is_not_agreed_to_with_words" CHECK ((NOT ("state" = 'not_agreed') OR NOT ("decision_comment" = ''))));
CREATE TABLE "plans_body" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "name" varchar(200) NOT NULL, "kind" varchar(12) NOT NULL, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED, "parent_id" bigint NULL REFERENCES "plans_body" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_post_belongs_to_a_body" CHECK ((NOT ("kind" = 'post') OR NOT ("parent_id" IS NULL))));
CREATE TABLE "plans_bodyname" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "until" date NULL, "body_id" bigint NOT NULL REFERENCES "plans_body" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_former_name_once" UNIQUE ("body_id", "name", "until"));
CREATE TABLE "plans_formdraft" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "form" varchar(200) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "saved_at" datetime NOT NULL, "person_id" bigint NOT NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_draft_a_form" UNIQUE ("person_id", "form"));
CREATE TABLE "plans_historyentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "plan_id" bigint NULL, "row" varchar(60) NOT NULL, "thread" varchar(60) NOT NULL, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "act" varchar(10) NOT NULL, "fields" text NOT NULL CHECK ((JSON_VALID("fields") OR "fields" IS NULL)), "why" text NOT NULL, "batch" varchar(40) NOT NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "plans_invitation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) NOT NULL, "name" varchar(150) NOT NULL, "role" varchar(10) NOT NULL, "token_hash" varchar(64) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "accepted_at" datetime NULL, "cancelled_at" datetime NULL, "body_id" bigint NULL REFERENCES "plans_body" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_lead_is_invited_for_a_body" CHECK ((NOT ("role" = 'lead') OR NOT ("body_id" IS NULL))));
CREATE TABLE "plans_membership" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "role" varchar(10) NOT NULL, "is_proper_officer" bool NOT NULL, "granted_at" datetime NOT NULL, "body_id" bigint NULL REFERENCES "plans_body" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_lead_is_for_a_body" CHECK ((NOT ("role" = 'lead') OR NOT ("body_id" IS NULL))));
CREATE TABLE "plans_partnership" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "slug" varchar(60) NOT NULL UNIQUE, "name" varchar(200) NOT NULL, "tier" varchar(10) NOT NULL, "area" varchar(200) NOT NULL, "closed_on" date NULL, "excluded_reasons" text NOT NULL CHECK ((JSON_VALID("excluded_reasons") OR "excluded_reasons" IS NULL)), "county_id" bigint NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_county_has_no_county" CHECK ((NOT ("tier" = 'county') OR "county_id" IS NULL)));
CREATE TABLE "plans_partnershipname" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "until" date NOT NULL, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_partnership_name_a_day" UNIQUE ("partnership_id", "until"));
CREATE TABLE "plans_plan" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "slug" varchar(60) NOT NULL, "title" varchar(200) NOT NULL, "kind" varchar(20) NOT NULL, "starts" date NOT NULL, "ends" date NOT NULL, "state" varchar(12) NOT NULL, "introduction" text NOT NULL, "adopted_on" date NULL, "adopted_by" varchar(200) NOT NULL, "open_quarter" varchar(7) NOT NULL, "last_report_frozen_at" datetime NULL, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_plan_an_address" UNIQUE ("partnership_id", "slug"), CONSTRAINT "a_plan_ends_after_it_starts" CHECK ("starts" <= ("ends")));
CREATE TABLE "plans_priority" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "kind" varchar(10) NOT NULL, "heading" varchar(500) NOT NULL, "summary" text NOT NULL, "notes" text NOT NULL, "plan_id" bigint NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "plans_prioritylead" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "level" varchar(12) NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "body_id" bigint NOT NULL REFERENCES "plans_body" ("id") DEFERRABLE INITIALLY DEFERRED, "priority_id" bigint NOT NULL REFERENCES "plans_priority" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_priority_lead_once" UNIQUE ("priority_id", "body_id", "level"));
CREATE TABLE "plans_risk" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "risk" varchar(200) NOT NULL, "description" text NOT NULL, "mitigation" text NOT NULL, "likelihood" varchar(1) NOT NULL, "impact" varchar(3) NOT NULL, "plan_id" bigint NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "plans_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "email" varchar(254) NOT NULL UNIQUE, "name" varchar(150) NOT NULL, "is_active" bool NOT NULL, "is_staff" bool NOT NULL, "joined_at" datetime NOT NULL);
CREATE TABLE "plans_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "plans_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "plans_versiontablerow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "number" varchar(20) NOT NULL, "on" date NOT NULL, "words" varchar(500) NOT NULL, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" bigint NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "reports_commentary" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "words" text NOT NULL, "priority_id" bigint NOT NULL REFERENCES "plans_priority" ("id") DEFERRABLE INITIALLY DEFERRED, "report_id" bigint NOT NULL REFERENCES "reports_report" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_commentary_a_priority" UNIQUE ("report_id", "priority_id"));
CREATE TABLE "reports_committee" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "name" varchar(200) NOT NULL, "council" varchar(200) NOT NULL, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "reports_document" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "source_hash" varchar(64) NOT NULL UNIQUE, "frozen_key" varchar(100) NULL UNIQUE, "title" varchar(300) NOT NULL, "source" text NOT NULL, "state" varchar(8) NOT NULL, "failure" text NOT NULL, "file" BLOB NULL, "file_hash" varchar(64) NOT NULL, "file_size" integer unsigned NOT NULL CHECK ("file_size" >= 0), "is_frozen" bool NOT NULL, "created_at" datetime NOT NULL, "last_requested_at" datetime NOT NULL, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "reports_meeting" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "on" date NOT NULL, "place" varchar(200) NOT NULL, "committee_id" bigint NOT NULL REFERENCES "reports_committee" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "reports_pack" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "slug" varchar(60) NOT NULL, "title" varchar(200) NOT NULL, "state" varchar(10) NOT NULL, "content" text NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "content_hash" varchar(64) NOT NULL, "software" varchar(20) NOT NULL, "frozen_at" datetime NULL, "published_at" datetime NULL, "withdrawn_why" text NOT NULL, "created_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "frozen_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "last_edited_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "meeting_id" bigint NOT NULL REFERENCES "reports_meeting" ("id") DEFERRABLE INITIALLY DEFERRED, "partnership_id" bigint NOT NULL REFERENCES "plans_partnership" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" bigint NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, "published_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "report_id" bigint NULL REFERENCES "reports_report" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_pack_an_address" UNIQUE ("partnership_id", "slug"), CONSTRAINT "author_does_not_publish" CHECK (("published_by_id" IS NULL OR (NOT ("published_by_id" = ("created_by_id") AND "published_by_id" IS NOT NULL AND "created_by_id" IS NOT NULL) AND NOT ("published_by_id" = ("frozen_by_id") AND "published_by_id" IS NOT NULL AND "frozen_by_id" IS NOT NULL) AND NOT ("published_by_id" = ("last_edited_by_id") AND "published_by_id" IS NOT NULL AND "last_edited_by_id" IS NOT NULL)))), CONSTRAINT "a_frozen_pack_has_its_hash" CHECK (("state" = 'draft' OR NOT ("content_hash" = ''))), CONSTRAINT "a_published_pack_has_its_publisher" CHECK (("state" IN ('draft', 'frozen') OR "published_by_id" IS NOT NULL)), CONSTRAINT "withdrawn_for_a_reason" CHECK ((NOT ("state" = 'withdrawn') OR NOT ("withdrawn_why" = ''))));
CREATE TABLE "reports_packsection" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "heading" varchar(200) NOT NULL, "filling" varchar(30) NOT NULL, "words" text NOT NULL, "is_numbered" bool NOT NULL, "generated_text" text NOT NULL, "pack_id" bigint NOT NULL REFERENCES "reports_pack" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "reports_report" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "quarter" smallint unsigned NOT NULL CHECK ("quarter" >= 0), "number" smallint unsigned NOT NULL CHECK ("number" >= 0), "state" varchar(10) NOT NULL, "correction_reason" text NOT NULL, "decisions_requested" text NOT NULL, "content" text NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "content_hash" varchar(64) NOT NULL, "software" varchar(20) NOT NULL, "as_at" date NULL, "frozen_at" datetime NULL, "decided_at" datetime NULL, "decision_comment" text NOT NULL, "decided_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "frozen_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "last_edited_by_id" bigint NULL REFERENCES "plans_user" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" bigint NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, "follows_id" bigint NULL REFERENCES "reports_report" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_report_a_version" UNIQUE ("plan_id", "year", "quarter", "number"), CONSTRAINT "approver_did_not_freeze" CHECK (("decided_by_id" IS NULL OR NOT ("decided_by_id" = ("frozen_by_id") AND "decided_by_id" IS NOT NULL AND "frozen_by_id" IS NOT NULL))), CONSTRAINT "approver_did_not_edit_last" CHECK (("decided_by_id" IS NULL OR NOT ("decided_by_id" = ("last_edited_by_id") AND "decided_by_id" IS NOT NULL AND "last_edited_by_id" IS NOT NULL))), CONSTRAINT "a_frozen_report_has_its_hash" CHECK (("state" = 'draft' OR NOT ("content_hash" = ''))), CONSTRAINT "a_decided_report_says_by_whom" CHECK ((("state" IN ('draft', 'frozen') AND "decided_by_id" IS NULL) OR ("state" IN ('approved', 'returned') AND NOT ("decided_by_id" IS NULL)))), CONSTRAINT "a_report_is_returned_with_words" CHECK ((NOT ("state" = 'returned') OR NOT ("decision_comment" = ''))));
CREATE TABLE "reports_templatesection" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "is_withdrawn" bool NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "heading" varchar(200) NOT NULL, "filling" varchar(30) NOT NULL, "words" text NOT NULL, "is_numbered" bool NOT NULL, "committee_id" bigint NOT NULL REFERENCES "reports_committee" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "plans_user_groups_user_id_group_id_81ef6ef2_uniq" ON "plans_user_groups" ("user_id", "group_id");
CREATE INDEX "plans_user_groups_user_id_832e4350" ON "plans_user_groups" ("user_id");
CREATE INDEX "plans_user_groups_group_id_37c00690" ON "plans_user_groups" ("group_id");
CREATE UNIQUE INDEX "plans_user_user_permissions_user_id_permission_id_7a37c077_uniq" ON "plans_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "plans_user_user_permissions_user_id_8ef15846" ON "plans_user_user_permissions" ("user_id");
CREATE INDEX "plans_user_user_permissions_permission_id_e99f4345" ON "plans_user_user_permissions" ("permission_id");
CREATE UNIQUE INDEX "one_account_an_email" ON "plans_user" ((LOWER("email")));
CREATE INDEX "plans_risk_plan_id_390f66f7" ON "plans_risk" ("plan_id");
CREATE INDEX "plans_versiontablerow_created_by_id_d2156cde" ON "plans_versiontablerow" ("created_by_id");
CREATE INDEX "plans_versiontablerow_plan_id_97fc0e41" ON "plans_versiontablerow" ("plan_id");
CREATE INDEX "plans_bodyname_body_id_2b4f9269" ON "plans_bodyname" ("body_id");
CREATE UNIQUE INDEX "one_alias_once" ON "plans_bodyname" ("body_id", "name") WHERE "until" IS NULL;
CREATE INDEX "plans_partnership_county_id_505b9117" ON "plans_partnership" ("county_id");
CREATE UNIQUE INDEX "one_role_once" ON "plans_membership" ("person_id", "partnership_id", "role") WHERE ("body_id" IS NULL AND NOT "is_withdrawn");
CREATE UNIQUE INDEX "one_role_for_a_body_once" ON "plans_membership" ("person_id", "partnership_id", "role", "body_id") WHERE NOT "is_withdrawn";
CREATE INDEX "plans_membership_body_id_a2ef6cdf" ON "plans_membership" ("body_id");
CREATE INDEX "plans_membership_partnership_id_92e3deec" ON "plans_membership" ("partnership_id");
CREATE INDEX "plans_invitation_body_id_9aad3ca7" ON "plans_invitation" ("body_id");
CREATE INDEX "plans_invitation_created_by_id_2bd1d058" ON "plans_invitation" ("created_by_id");
CREATE INDEX "plans_invitation_partnership_id_cddb869a" ON "plans_invitation" ("partnership_id");
CREATE INDEX "change_by_row" ON "plans_historyentry" ("row", "revision");
CREATE INDEX "change_by_thread" ON "plans_historyentry" ("thread", "id");
CREATE INDEX "change_by_plan" ON "plans_historyentry" ("plan_id", "created_at");
CREATE INDEX "change_by_partnership" ON "plans_historyentry" ("partnership_id", "created_at");
CREATE INDEX "change_by_batch" ON "plans_historyentry" ("batch") WHERE NOT ("batch" = '');
CREATE UNIQUE INDEX "one_body_a_name" ON "plans_body" ("partnership_id", "name") WHERE NOT "is_withdrawn";
CREATE INDEX "plans_body_parent_id_14930b00" ON "plans_body" ("parent_id");
CREATE INDEX "plans_partnershipname_partnership_id_4de7db32" ON "plans_partnershipname" ("partnership_id");
CREATE INDEX "plan_by_partnership" ON "plans_plan" ("partnership_id", "starts");
CREATE INDEX "plan_by_period" ON "plans_plan" ("starts", "partnership_id");
CREATE INDEX "priority_by_plan" ON "plans_priority" ("plan_id", "position");
CREATE INDEX "plans_prioritylead_body_id_e8fbbfe9" ON "plans_prioritylead" ("body_id");
CREATE INDEX "plans_prioritylead_priority_id_57f41cb3" ON "plans_prioritylead" ("priority_id");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE UNIQUE INDEX "actions_action_also_serves_action_id_priority_id_18e20a82_uniq" ON "actions_action_also_serves" ("action_id", "priority_id");
CREATE INDEX "actions_action_also_serves_action_id_e9105680" ON "actions_action_also_serves" ("action_id");
CREATE INDEX "actions_action_also_serves_priority_id_3b7987de" ON "actions_action_also_serves" ("priority_id");
CREATE INDEX "actions_planimport_created_by_id_75753499" ON "actions_planimport" ("created_by_id");
CREATE INDEX "actions_planimport_plan_id_18a1a918" ON "actions_planimport" ("plan_id");
CREATE INDEX "actions_action_priority_id_1f07deb9" ON "actions_action" ("priority_id");
CREATE INDEX "action_by_plan" ON "actions_action" ("plan_id", "position");
CREATE INDEX "action_by_number" ON "actions_action" ("plan_id", "number");
CREATE INDEX "lead_by_body" ON "actions_actionlead" ("body_id", "year", "action_id");
CREATE INDEX "milestone_by_action" ON "actions_milestone" ("action_id", "position");
CREATE INDEX "milestone_by_plan" ON "actions_milestone" ("plan_id", "due");
CREATE INDEX "milestone_open_by_due" ON "actions_milestone" ("due", "id") WHERE ("done_on" IS NULL AND NOT "is_withdrawn");
CREATE INDEX "actions_duedatechange_created_by_id_a1287b0c" ON "actions_duedatechange" ("created_by_id");
CREATE INDEX "actions_duedatechange_milestone_id_c839c8c2" ON "actions_duedatechange" ("milestone_id");
CREATE INDEX "move_by_plan" ON "actions_duedatechange" ("plan_id", "created_at");
CREATE INDEX "actions_milestonelead_body_id_298c8937" ON "actions_milestonelead" ("body_id");
CREATE INDEX "update_by_plan" ON "actions_update" ("plan_id", "year", "quarter", "status");
CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");
CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");
CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';
CREATE INDEX "funding_bidimport_created_by_id_c118560e" ON "funding_bidimport" ("created_by_id");
CREATE INDEX "funding_bidimport_grant_id_643439de" ON "funding_bidimport" ("grant_id");
CREATE INDEX "funding_bidfile_bid_id_8e941b3f" ON "funding_bidfile" ("bid_id");
CREATE INDEX "funding_bidfile_created_by_id_edf00a41" ON "funding_bidfile" ("created_by_id");
CREATE INDEX "funding_bidfile_project_return_id_4ac40a45" ON "funding_bidfile" ("project_return_id");
CREATE INDEX "funding_scorer_grant_id_35a8c8e1" ON "funding_scorer" ("grant_id");
CREATE INDEX "funding_scorer_person_id_121dd6f9" ON "funding_scorer" ("person_id");
CREATE INDEX "funding_bidactionlink_action_id_4193c3b1" ON "funding_bidactionlink" ("action_id");
CREATE INDEX "funding_bidauthor_person_id_964b5a19" ON "funding_bidauthor" ("person_id");
CREATE INDEX "funding_bidpartner_body_id_0995d5a0" ON "funding_bidpartner" ("body_id");
CREATE INDEX "funding_bidpriority_priority_id_9a601e69" ON "funding_bidpriority" ("priority_id");
CREATE UNIQUE INDEX "one_approval_a_stage" ON "funding_bidtransition" ("bid_id", "version", "move") WHERE "move" IN ('chair_approve', 'funder_approve');
CREATE UNIQUE INDEX "two_people_approve" ON "funding_bidtransition" ("bid_id", "version", "created_by_id") WHERE "move" IN ('chair_approve', 'funder_approve');
CREATE INDEX "funding_bidtransition_created_by_id_26df085b" ON "funding_bidtransition" ("created_by_id");
CREATE INDEX "move_by_bid" ON "funding_bidtransition" ("bid_id", "created_at");
CREATE INDEX "funding_bidversion_created_by_id_c7b5ed35" ON "funding_bidversion" ("created_by_id");
CREATE INDEX "funding_clarificationquestion_answered_by_id_5c870cba" ON "funding_clarificationquestion" ("answered_by_id");
CREATE INDEX "funding_clarificationquestion_bid_id_1949cbb3" ON "funding_clarificationquestion" ("bid_id");
CREATE INDEX "funding_clarificationquestion_requested_by_id_9de0f46a" ON "funding_clarificationquestion" ("requested_by_id");
CREATE INDEX "funding_criterionpoints_criterion_id_6168e5b2" ON "funding_criterionpoints" ("criterion_id");
CREATE INDEX "funding_evaluation_decided_by_id_69d687b0" ON "funding_evaluation" ("decided_by_id");
CREATE INDEX "funding_evaluation_sent_by_id_1cff1c56" ON "funding_evaluation" ("sent_by_id");
CREATE INDEX "funding_funder_partnership_id_9c9683f2" ON "funding_funder" ("partnership_id");
CREATE INDEX "funding_grant_funder_id_34137a84" ON "funding_grant" ("funder_id");
CREATE INDEX "funding_criterion_grant_id_34a90337" ON "funding_criterion" ("grant_id");
CREATE UNIQUE INDEX "one_criterion_a_name" ON "funding_criterion" ("grant_id", "name") WHERE NOT "is_withdrawn";
CREATE UNIQUE INDEX "one_pot_a_name" ON "funding_pot" ("grant_id", "name") WHERE NOT "is_withdrawn";
CREATE INDEX "funding_ledgerentry_bid_id_97c208dd" ON "funding_ledgerentry" ("bid_id");
CREATE INDEX "funding_ledgerentry_created_by_id_2600de61" ON "funding_ledgerentry" ("created_by_id");
CREATE INDEX "funding_ledgerentry_pot_id_d22f8cc7" ON "funding_ledgerentry" ("pot_id");
CREATE INDEX "entry_by_pot" ON "funding_ledgerentry" ("grant_id", "pot_id", "kind");
CREATE INDEX "funding_bid_lead_id_702cd06d" ON "funding_bid" ("lead_id");
CREATE INDEX "funding_bid_pot_id_7b680957" ON "funding_bid" ("pot_id");
CREATE INDEX "bid_by_state" ON "funding_bid" ("grant_id", "state");
CREATE INDEX "funding_printedtotal_withdrawn_by_id_687832c2" ON "funding_printedtotal" ("withdrawn_by_id");
CREATE INDEX "funding_projectreturn_decided_by_id_f5f68c49" ON "funding_projectreturn" ("decided_by_id");
CREATE INDEX "funding_projectreturn_sent_by_id_d466924c" ON "funding_projectreturn" ("sent_by_id");
CREATE UNIQUE INDEX "one_invitation_to_score" ON "funding_scorer" ("grant_id", "person_id") WHERE NOT "is_withdrawn";
CREATE INDEX "funding_assessment_scorer_id_7f6a18ce" ON "funding_assessment" ("scorer_id");
CREATE INDEX "funding_transferrequest_decided_by_id_3b6ae571" ON "funding_transferrequest" ("decided_by_id");
CREATE INDEX "funding_transferrequest_grant_id_55a39412" ON "funding_transferrequest" ("grant_id");
CREATE INDEX "funding_transferrequest_requested_by_id_b08e2903" ON "funding_transferrequest" ("requested_by_id");
CREATE INDEX "funding_transferrequest_source_bid_id_3dcce26c" ON "funding_transferrequest" ("source_bid_id");
CREATE INDEX "funding_transferrequest_source_pot_id_f7952449" ON "funding_transferrequest" ("source_pot_id");
CREATE INDEX "funding_transferrequest_target_bid_id_7d4cf00f" ON "funding_transferrequest" ("target_bid_id");
CREATE INDEX "funding_transferrequest_target_pot_id_e152bbc9" ON "funding_transferrequest" ("target_pot_id");
CREATE UNIQUE INDEX "one_meeting_a_day" ON "reports_meeting" ("committee_id", "on") WHERE NOT "is_withdrawn";
CREATE INDEX "reports_committee_partnership_id_4e5595bb" ON "reports_committee" ("partnership_id");
CREATE INDEX "reports_meeting_committee_id_c660ec08" ON "reports_meeting" ("committee_id");
CREATE INDEX "reports_packsection_pack_id_5e6f8754" ON "reports_packsection" ("pack_id");
CREATE INDEX "reports_templatesection_committee_id_82ae11de" ON "reports_templatesection" ("committee_id");
CREATE INDEX "reports_document_partnership_id_a6f54a72" ON "reports_document" ("partnership_id");
CREATE INDEX "document_by_use" ON "reports_document" ("is_frozen", "last_requested_at");
CREATE UNIQUE INDEX "one_open_report_a_quarter" ON "reports_report" ("plan_id", "year", "quarter") WHERE "state" IN ('draft', 'frozen');
CREATE INDEX "reports_report_decided_by_id_f8bccb8b" ON "reports_report" ("decided_by_id");
CREATE INDEX "reports_report_frozen_by_id_f1e591b1" ON "reports_report" ("frozen_by_id");
CREATE INDEX "reports_report_last_edited_by_id_1c67625a" ON "reports_report" ("last_edited_by_id");
CREATE INDEX "reports_report_follows_id_5f71320e" ON "reports_report" ("follows_id");
CREATE INDEX "reports_pack_created_by_id_b946bb4c" ON "reports_pack" ("created_by_id");
CREATE INDEX "reports_pack_frozen_by_id_00078d9f" ON "reports_pack" ("frozen_by_id");
CREATE INDEX "reports_pack_last_edited_by_id_348ca68a" ON "reports_pack" ("last_edited_by_id");
CREATE INDEX "reports_pack_meeting_id_dff86d63" ON "reports_pack" ("meeting_id");
CREATE INDEX "reports_pack_plan_id_659e4afb" ON "reports_pack" ("plan_id");
CREATE INDEX "reports_pack_published_by_id_4e2d7adf" ON "reports_pack" ("published_by_id");
CREATE INDEX "reports_pack_report_id_066608af" ON "reports_pack" ("report_id");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE TRIGGER funding_ledgerentry_no_update BEFORE UPDATE ON funding_ledgerentry BEGIN SELECT RAISE(ABORT, 'What was written here is never changed or deleted; write another line.'); END;
CREATE TRIGGER funding_ledgerentry_no_delete BEFORE DELETE ON funding_ledgerentry BEGIN SELECT RAISE(ABORT, 'What was written here is never changed or deleted; write another line.'); END;
CREATE TRIGGER funding_ledgerentry_no_replace BEFORE INSERT ON funding_ledgerentry BEGIN SELECT RAISE(ABORT, 'What was written here is never changed or deleted; write another line.') WHERE EXISTS (SELECT 1 FROM funding_ledgerentry o WHERE o.id = NEW.id OR o.key = NEW.key OR (o.grant_id = NEW.grant_id AND o.sequence = NEW.sequence)); END;
CREATE TRIGGER funding_bidtransition_no_update BEFORE UPDATE ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'What was written here is never changed or deleted; write another line.'); END;
CREATE TRIGGER funding_bidtransition_no_delete BEFORE DELETE ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'What was written here is never changed or deleted; write another line.'); END;
CREATE TRIGGER funding_bidtransition_no_replace BEFORE INSERT ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'What was written here is never changed or deleted; write another line.') WHERE EXISTS (SELECT 1 FROM funding_bidtransition o WHERE o.id = NEW.id OR (o.bid_id = NEW.bid_id AND o.version = NEW.version AND o.move IN ('chair_approve', 'funder_approve') AND NEW.move IN ('chair_approve', 'funder_approve') AND (o.move = NEW.move OR o.created_by_id = NEW.created_by_id))); END;
CREATE TRIGGER funding_bidversion_no_update BEFORE UPDATE ON funding_bidversion BEGIN SELECT RAISE(ABORT, 'What was written here is never changed or deleted; write another line.'); END;
CREATE TRIGGER funding_bidversion_no_delete BEFORE DELETE ON funding_bidversion BEGIN SELECT RAISE(ABORT, 'What was written here is never changed or deleted; write another line.'); END;
CREATE TRIGGER funding_bidversion_no_replace BEFORE INSERT ON funding_bidversion BEGIN SELECT RAISE(ABORT, 'What was written here is never changed or deleted; write another line.') WHERE EXISTS (SELECT 1 FROM funding_bidversion o WHERE o.id = NEW.id OR (o.bid_id = NEW.bid_id AND o.number = NEW.number)); END;
CREATE TRIGGER funding_step_from_where_it_stands BEFORE INSERT ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'The bid does not stand there any more.') WHERE NEW.was <> '' AND NOT EXISTS (SELECT 1 FROM funding_bid b WHERE b.id = NEW.bid_id AND b.state = NEW.was); END;
CREATE TRIGGER funding_state_by_its_step BEFORE UPDATE ON funding_bid BEGIN SELECT RAISE(ABORT, 'A bid changes its state by a step of its way.') WHERE OLD.state <> NEW.state AND NOT EXISTS (SELECT 1 FROM funding_bidtransition m WHERE m.id = (SELECT max(l.id) FROM funding_bidtransition l WHERE l.bid_id = NEW.id) AND m.was = OLD.state AND m.now = NEW.state); END;
CREATE TRIGGER funding_words_stay_as_submitted BEFORE UPDATE ON funding_bid BEGIN SELECT RAISE(ABORT, 'The words of a bid stay as they were submitted.') WHERE OLD.state = NEW.state AND OLD.state NOT IN ('draft', 'changing', 'clarification') AND (OLD.title <> NEW.title OR OLD.asked <> NEW.asked OR OLD.amount_requested_text <> NEW.amount_requested_text OR OLD.summary <> NEW.summary OR OLD.need <> NEW.need OR OLD.beneficiaries <> NEW.beneficiaries OR OLD.sustainability <> NEW.sustainability OR OLD.safeguarding <> NEW.safeguarding OR OLD.activities <> NEW.activities OR OLD.measures <> NEW.measures OR OLD.costs <> NEW.costs OR OLD.match <> NEW.match OR OLD.quarters <> NEW.quarters OR OLD.project_types <> NEW.project_types OR OLD.funder_priorities <> NEW.funder_priorities); END;
CREATE TRIGGER funding_pot_and_bidder_stay BEFORE UPDATE ON funding_bid BEGIN SELECT RAISE(ABORT, 'The pot and the body that leads stay as they were submitted.') WHERE OLD.state <> 'draft' AND (OLD.pot_id <> NEW.pot_id OR (OLD.lead_id IS NOT NULL AND (NEW.lead_id IS NULL OR OLD.lead_id <> NEW.lead_id))); END;
CREATE TRIGGER funding_no_approval_without_a_bidder BEFORE INSERT ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'A bid that is approved names the body that leads it.') WHERE NEW.move IN ('chair_approve', 'funder_approve') AND EXISTS (SELECT 1 FROM funding_bid b WHERE b.id = NEW.bid_id AND b.lead_id IS NULL); END;
CREATE TRIGGER funding_approval_of_this_version BEFORE INSERT ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'The bid was changed since; look at it again.') WHERE NEW.move IN ('chair_approve', 'funder_approve') AND NOT EXISTS (SELECT 1 FROM funding_bid b WHERE b.id = NEW.bid_id AND b.version = NEW.version); END;
CREATE TRIGGER funding_approval_by_its_role BEFORE INSERT ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'Only the chair approves for the chair, and the funder for the funder.') WHERE NEW.move IN ('chair_approve', 'funder_approve') AND NOT EXISTS (SELECT 1 FROM plans_membership m JOIN funding_grant g ON g.partnership_id = m.partnership_id JOIN funding_bid b ON b.grant_id = g.id WHERE b.id = NEW.bid_id AND m.person_id = NEW.created_by_id AND NOT m.is_withdrawn AND m.role = CASE NEW.move WHEN 'chair_approve' THEN 'chair' ELSE 'funder' END); END;
CREATE TRIGGER funding_no_approval_by_an_author BEFORE INSERT ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'Who wrote a bid does not approve it.') WHERE NEW.move IN ('chair_approve', 'funder_approve') AND EXISTS (SELECT 1 FROM funding_bidauthor a WHERE a.bid_id = NEW.bid_id AND a.person_id = NEW.created_by_id); END;
CREATE TRIGGER funding_no_approval_by_the_bidder BEFORE INSERT ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'A person of the bidding organisation does not approve its bid.') WHERE NEW.move IN ('chair_approve', 'funder_approve') AND EXISTS (
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
); END;
CREATE TRIGGER funding_no_decision_by_the_bidder BEFORE INSERT ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'A person of the bidding organisation neither recommends nor declines its bid.') WHERE NEW.move IN ('recommend', 'decline') AND EXISTS (
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
); END;
CREATE TRIGGER funding_no_approval_with_an_interest BEFORE INSERT ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'Who declared an interest in a bid does not approve it.') WHERE NEW.move IN ('chair_approve', 'funder_approve') AND EXISTS (SELECT 1 FROM funding_assessment c JOIN funding_scorer s ON s.id = c.scorer_id WHERE c.bid_id = NEW.bid_id AND s.person_id = NEW.created_by_id AND c.interest <> ''); END;
CREATE TRIGGER funding_approved_already_came_with_a_sheet BEFORE INSERT ON funding_bidtransition BEGIN SELECT RAISE(ABORT, 'A bid that goes its way here is approved here.') WHERE NEW.move = 'approve' AND EXISTS (SELECT 1 FROM funding_bidtransition m WHERE m.bid_id = NEW.bid_id AND m.move <> 'import'); END;
CREATE TRIGGER funding_no_score_by_an_author_insert BEFORE INSERT ON funding_assessment BEGIN SELECT RAISE(ABORT, 'Who wrote a bid does not score it.') WHERE NEW.interest = '' AND EXISTS (SELECT 1 FROM funding_bidauthor a WHERE a.bid_id = NEW.bid_id AND a.person_id = (SELECT s.person_id FROM funding_scorer s WHERE s.id = NEW.scorer_id)); END;
CREATE TRIGGER funding_no_score_by_an_author_update BEFORE UPDATE ON funding_assessment BEGIN SELECT RAISE(ABORT, 'Who wrote a bid does not score it.') WHERE NEW.interest = '' AND EXISTS (SELECT 1 FROM funding_bidauthor a WHERE a.bid_id = NEW.bid_id AND a.person_id = (SELECT s.person_id FROM funding_scorer s WHERE s.id = NEW.scorer_id)); END;
CREATE TRIGGER funding_no_score_by_the_bidder_insert BEFORE INSERT ON funding_assessment BEGIN SELECT RAISE(ABORT, 'A person of the bidding organisation does not score its bid.') WHERE NEW.interest = '' AND EXISTS (
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
); END;
CREATE TRIGGER funding_no_score_by_the_bidder_update BEFORE UPDATE ON funding_assessment BEGIN SELECT RAISE(ABORT, 'A person of the bidding organisation does not score its bid.') WHERE NEW.interest = '' AND EXISTS (
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
); END;
CREATE TRIGGER funding_no_marks_with_an_interest BEFORE INSERT ON funding_criterionpoints BEGIN SELECT RAISE(ABORT, 'A declared interest removes the score.') WHERE EXISTS (SELECT 1 FROM funding_assessment c WHERE c.id = NEW.scoring_id AND c.interest <> ''); END;
CREATE TRIGGER funding_no_marks_without_invitation BEFORE INSERT ON funding_criterionpoints BEGIN SELECT RAISE(ABORT, 'Only people who are invited score.') WHERE EXISTS (SELECT 1 FROM funding_assessment c JOIN funding_scorer s ON s.id = c.scorer_id WHERE c.id = NEW.scoring_id AND s.is_withdrawn); END;
CREATE TRIGGER funding_approved_return_stays BEFORE UPDATE ON funding_projectreturn BEGIN SELECT RAISE(ABORT, 'An approved return is sent back before it is changed.') WHERE OLD.state = 'approved' AND NEW.state = 'approved' AND (OLD.spent <> NEW.spent OR OLD.forecast <> NEW.forecast OR OLD.words <> NEW.words); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',49);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',58);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',232);
INSERT INTO "sqlite_sequence" VALUES('auth_group',0);
INSERT INTO "sqlite_sequence" VALUES('plans_bodyname',0);
INSERT INTO "sqlite_sequence" VALUES('plans_formdraft',0);
INSERT INTO "sqlite_sequence" VALUES('plans_partnership',0);
INSERT INTO "sqlite_sequence" VALUES('plans_membership',0);
INSERT INTO "sqlite_sequence" VALUES('plans_invitation',0);
INSERT INTO "sqlite_sequence" VALUES('plans_body',0);
INSERT INTO "sqlite_sequence" VALUES('plans_partnershipname',0);
INSERT INTO "sqlite_sequence" VALUES('plans_plan',0);
INSERT INTO "sqlite_sequence" VALUES('plans_prioritylead',0);
INSERT INTO "sqlite_sequence" VALUES('account_emailaddress',0);
INSERT INTO "sqlite_sequence" VALUES('actions_action',0);
INSERT INTO "sqlite_sequence" VALUES('actions_actionlead',0);
INSERT INTO "sqlite_sequence" VALUES('actions_duedatechange',0);
INSERT INTO "sqlite_sequence" VALUES('actions_milestonelead',0);
INSERT INTO "sqlite_sequence" VALUES('actions_update',0);
INSERT INTO "sqlite_sequence" VALUES('funding_funder',0);
INSERT INTO "sqlite_sequence" VALUES('funding_grant',0);
INSERT INTO "sqlite_sequence" VALUES('funding_criterion',0);
INSERT INTO "sqlite_sequence" VALUES('funding_pot',0);
INSERT INTO "sqlite_sequence" VALUES('funding_ledgerentry',0);
INSERT INTO "sqlite_sequence" VALUES('funding_bid',0);
INSERT INTO "sqlite_sequence" VALUES('funding_printedtotal',0);
INSERT INTO "sqlite_sequence" VALUES('funding_projectreturn',0);
INSERT INTO "sqlite_sequence" VALUES('funding_assessment',0);
INSERT INTO "sqlite_sequence" VALUES('funding_transferrequest',0);
INSERT INTO "sqlite_sequence" VALUES('reports_report',0);
INSERT INTO "sqlite_sequence" VALUES('reports_pack',0);
INSERT INTO "sqlite_sequence" VALUES('reports_commentary',0);
COMMIT;
