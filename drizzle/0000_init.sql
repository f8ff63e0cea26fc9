CREATE TABLE "categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"canonical_name" text NOT NULL,
	"group_name" text,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "categories_name_unique" UNIQUE("organization_id","name"),
	CONSTRAINT "categories_kind_check" CHECK ("categories"."kind" in ('person', 'craft', 'movie', 'special'))
);
--> statement-breakpoint
CREATE TABLE "ceremonies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"instance" smallint NOT NULL,
	"number" integer,
	"name" text NOT NULL,
	"held_on" date,
	"expected_categories" integer,
	"expected_nominations" integer,
	"expected_winners" integer,
	"expected_people_nominations" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ceremonies_edition_unique" UNIQUE("organization_id","year","instance")
);
--> statement-breakpoint
CREATE TABLE "ceremony_categories" (
	"ceremony_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ceremony_categories_ceremony_id_category_id_pk" PRIMARY KEY("ceremony_id","category_id")
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ceremony_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"counts" jsonb NOT NULL,
	"tmdb_requests" integer NOT NULL,
	"tmdb_retries" integer NOT NULL,
	"source_sha256" text NOT NULL,
	"program_version" text NOT NULL,
	CONSTRAINT "import_runs_outcome_check" CHECK ("import_runs"."outcome" in ('complete', 'incomplete'))
);
--> statement-breakpoint
CREATE TABLE "movies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"imdb_id" text NOT NULL,
	"title" text NOT NULL,
	"original_title" text,
	"original_language" text,
	"release_date" date,
	"overview" text,
	"poster_path" text,
	"tmdb_id" integer,
	"tmdb_status" text NOT NULL,
	"tmdb_checked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "movies_imdb_id_unique" UNIQUE("imdb_id"),
	CONSTRAINT "movies_imdb_id_check" CHECK ("movies"."imdb_id" ~ '^tt[0-9]{7,}$'),
	CONSTRAINT "movies_tmdb_status_check" CHECK ("movies"."tmdb_status" in ('found', 'missing', 'failed', 'waiting'))
);
--> statement-breakpoint
CREATE TABLE "nominated_movies" (
	"nomination_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"movie_id" uuid,
	"title" text NOT NULL,
	"year" smallint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "nominated_movies_nomination_id_position_pk" PRIMARY KEY("nomination_id","position")
);
--> statement-breakpoint
CREATE TABLE "nominations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ceremony_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"won" boolean NOT NULL,
	"detail" text,
	"credit" text,
	"citation" text,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "nominees" (
	"nomination_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"name" text NOT NULL,
	"company_imdb_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "nominees_nomination_id_position_pk" PRIMARY KEY("nomination_id","position"),
	CONSTRAINT "nominees_kind_check" CHECK ("nominees"."kind" in ('person', 'company', 'country')),
	CONSTRAINT "nominees_person_check" CHECK ("nominees"."person_id" is null or "nominees"."kind" = 'person'),
	CONSTRAINT "nominees_company_check" CHECK ("nominees"."company_imdb_id" is null or "nominees"."kind" = 'company'),
	CONSTRAINT "nominees_company_imdb_id_check" CHECK ("nominees"."company_imdb_id" ~ '^co[0-9]{7,}$')
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"abbreviation" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"imdb_id" text NOT NULL,
	"name" text NOT NULL,
	"known_for_department" text,
	"gender" smallint,
	"profile_path" text,
	"tmdb_id" integer,
	"tmdb_status" text NOT NULL,
	"tmdb_checked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_imdb_id_unique" UNIQUE("imdb_id"),
	CONSTRAINT "people_imdb_id_check" CHECK ("people"."imdb_id" ~ '^nm[0-9]{7,}$'),
	CONSTRAINT "people_tmdb_status_check" CHECK ("people"."tmdb_status" in ('found', 'missing', 'failed', 'waiting'))
);
--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ceremonies" ADD CONSTRAINT "ceremonies_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ceremony_categories" ADD CONSTRAINT "ceremony_categories_ceremony_id_ceremonies_id_fk" FOREIGN KEY ("ceremony_id") REFERENCES "public"."ceremonies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ceremony_categories" ADD CONSTRAINT "ceremony_categories_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_ceremony_id_ceremonies_id_fk" FOREIGN KEY ("ceremony_id") REFERENCES "public"."ceremonies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominated_movies" ADD CONSTRAINT "nominated_movies_nomination_id_nominations_id_fk" FOREIGN KEY ("nomination_id") REFERENCES "public"."nominations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominated_movies" ADD CONSTRAINT "nominated_movies_movie_id_movies_id_fk" FOREIGN KEY ("movie_id") REFERENCES "public"."movies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_ceremony_category_fk" FOREIGN KEY ("ceremony_id","category_id") REFERENCES "public"."ceremony_categories"("ceremony_id","category_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominees" ADD CONSTRAINT "nominees_nomination_id_nominations_id_fk" FOREIGN KEY ("nomination_id") REFERENCES "public"."nominations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominees" ADD CONSTRAINT "nominees_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_runs_ceremony_index" ON "import_runs" USING btree ("ceremony_id","id");--> statement-breakpoint
CREATE INDEX "movies_tmdb_id_index" ON "movies" USING btree ("tmdb_id");--> statement-breakpoint
CREATE INDEX "nominated_movies_movie_index" ON "nominated_movies" USING btree ("movie_id");--> statement-breakpoint
CREATE INDEX "nominations_ceremony_index" ON "nominations" USING btree ("ceremony_id","category_id");--> statement-breakpoint
CREATE INDEX "nominees_person_index" ON "nominees" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "people_tmdb_id_index" ON "people" USING btree ("tmdb_id");--> statement-breakpoint
CREATE VIEW "public"."import_status" AS (
  select o.key as organization, c.year, c.instance, c.number, c.name as ceremony,
         c.expected_nominations, n.nominations, n.winners,
         c.expected_people_nominations, e.people_nominations, e.linked_people_nominations,
         e.pending + m.pending as pending, e.waiting + m.waiting as waiting,
         r.outcome as last_outcome, r.finished_at as last_finished_at
    from ceremonies c
    join organizations o on o.id = c.organization_id
   cross join lateral (
         select count(*)::int as nominations, (count(*) filter (where x.won))::int as winners
           from nominations x where x.ceremony_id = c.id) n
   cross join lateral (
         select (count(*) filter (where k.kind = 'person' and x.kind = 'person'))::int as people_nominations,
                (count(*) filter (where k.kind = 'person' and x.person_id is not null))::int as linked_people_nominations,
                (count(*) filter (where x.kind = 'person' and x.person_id is null))::int as pending,
                (count(distinct p.id) filter (where p.tmdb_status in ('waiting', 'failed')))::int as waiting
           from nominations y
           join categories k on k.id = y.category_id
           join nominees x on x.nomination_id = y.id
           left join people p on p.id = x.person_id
          where y.ceremony_id = c.id) e
   cross join lateral (
         select (count(*) filter (where x.movie_id is null))::int as pending,
                (count(distinct v.id) filter (where v.tmdb_status in ('waiting', 'failed')))::int as waiting
           from nominations y
           join nominated_movies x on x.nomination_id = y.id
           left join movies v on v.id = x.movie_id
          where y.ceremony_id = c.id) m
    left join lateral (
         select z.outcome, z.finished_at from import_runs z where z.ceremony_id = c.id order by z.id desc limit 1) r on true);--> statement-breakpoint
CREATE VIEW "public"."people_nominations" AS (
  select o.key as organization, c.year, c.instance, c.name as ceremony, k.name as category,
         coalesce(p.name, e.name) as person, e.name as credited_name,
         p.imdb_id as person_imdb_id, p.tmdb_id as person_tmdb_id,
         (select string_agg(m.title, ', ' order by m.position) from nominated_movies m where m.nomination_id = n.id) as movies,
         n.detail, n.won, e.person_id is null as pending, n.id as nomination_id
    from nominations n
    join ceremonies c on c.id = n.ceremony_id
    join organizations o on o.id = c.organization_id
    join categories k on k.id = n.category_id
    join nominees e on e.nomination_id = n.id
    left join people p on p.id = e.person_id
   where k.kind = 'person' and e.kind = 'person');