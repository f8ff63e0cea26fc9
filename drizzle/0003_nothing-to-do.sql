ALTER TABLE "import_runs" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "basis_sha256" text;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "stored_sha256" text;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "verification" json;