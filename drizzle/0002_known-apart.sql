ALTER TABLE "nominees" DROP CONSTRAINT "nominees_kind_check";--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "imdb_event_id" text;--> statement-breakpoint
-- A ceremony that moved to another year was once stored twice, under one number: the later year keeps it.
UPDATE "ceremonies" SET "number" = NULL, "updated_at" = now() WHERE EXISTS (SELECT FROM "ceremonies" "later" WHERE "later"."organization_id" = "ceremonies"."organization_id" AND "later"."number" = "ceremonies"."number" AND ("later"."year", "later"."instance") > ("ceremonies"."year", "ceremonies"."instance"));--> statement-breakpoint
ALTER TABLE "ceremonies" ADD CONSTRAINT "ceremonies_number_unique" UNIQUE("organization_id","number");--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_imdb_event_id_unique" UNIQUE("imdb_event_id");--> statement-breakpoint
ALTER TABLE "nominees" ADD CONSTRAINT "nominees_kind_check" CHECK ("nominees"."kind" in ('person', 'company', 'country', 'unknown'));