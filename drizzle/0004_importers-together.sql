CREATE TABLE "tmdb_claims" (
	"imdb_id" text PRIMARY KEY NOT NULL,
	"importer_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tmdb_importers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"credential" text NOT NULL,
	"wanted" integer NOT NULL,
	"paused_until" timestamp with time zone NOT NULL,
	"alive_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tmdb_places" (
	"credential" text NOT NULL,
	"place" smallint NOT NULL,
	"importer_id" uuid,
	"free_from" timestamp with time zone NOT NULL,
	CONSTRAINT "tmdb_places_credential_place_pk" PRIMARY KEY("credential","place")
);
--> statement-breakpoint
ALTER TABLE "tmdb_claims" ADD CONSTRAINT "tmdb_claims_importer_id_tmdb_importers_id_fk" FOREIGN KEY ("importer_id") REFERENCES "public"."tmdb_importers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tmdb_places" ADD CONSTRAINT "tmdb_places_importer_id_tmdb_importers_id_fk" FOREIGN KEY ("importer_id") REFERENCES "public"."tmdb_importers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tmdb_claims_importer_index" ON "tmdb_claims" USING btree ("importer_id");--> statement-breakpoint
CREATE INDEX "tmdb_places_importer_index" ON "tmdb_places" USING btree ("importer_id");