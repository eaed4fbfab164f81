namespace Pipeline.Tests.PortApi;

/// <summary>What is right although Port's published API does not have it, each with the reason.</summary>
internal static class PortApiExceptions
{
    /// <summary>Routes that the reference does not have. Port's own integrations call them; nothing else does what they do.</summary>
    public static readonly IReadOnlyDictionary<string, string> Routes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["POST /v1/integration"] = "creates the integration object",
        ["GET /v1/integration/provision-enabled"] = "types for which Port makes defaults",
        ["PATCH /v1/integration/{}/resync-state"] = "shows a resync in Port's interface",
        ["GET /v1/integration/{}/resync-request"] = "a user's wish for a resync",
        ["POST /v1/integration/{}/kinds/{}/examples"] = "samples for the mapping editor",
        ["POST /v1/actions"] = "self-service actions; the reference at hand has no actions",
        ["POST /v1/pages"] = "pages; the reference at hand has no pages",
        ["POST /v1/blueprints/{}/scorecards"] = "scorecards; the reference at hand has no scorecards",
        ["POST /ingest/logs/{}"] = "an ingest service, at an address of its own",
        ["POST /ingest/metrics/{}/syncMetrics"] = "an ingest service, at an address of its own",
        ["PUT /ingest/metrics/{}/syncMetrics/resync/{}/kind/{}"] = "an ingest service, at an address of its own",
        ["POST /ingest/metrics/{}/heartbeat"] = "an ingest service, at an address of its own",
        ["POST /v1/blueprints/entities/datasource-entities"] = "entities of one installation, of all blueprints",
    };

    /// <summary>Query parameters that the reference does not have.</summary>
    public static readonly IReadOnlyDictionary<string, string> Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ocean_info_event_type"] = "tells Port's audit log what a write belongs to",
        ["ocean_info_resync_id"] = "tells Port's audit log what a write belongs to",
    };

    /// <summary>Fields of an entity that may be null in a request: a mapped field that came out null is sent as null, and Port takes it; the reference says text (or list) only.</summary>
    public static readonly IReadOnlyList<string> NullableFields = ["title", "icon", "team"];

    /// <summary>Answers on published routes that the reference does not describe.</summary>
    public static readonly IReadOnlyDictionary<string, string> Answers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["POST /v1/blueprints 409"] = "the identifier is taken",
        ["POST /v1/blueprints/{blueprint_identifier}/entities 409"] = "the entity exists and upsert is false",
        ["GET /v1/integration 200"] = "only refusals are described",
        ["GET /v1/integration/{identifier} 200"] = "only refusals are described",
        ["PATCH /v1/integration/{identifier} 200"] = "only refusals are described",
        ["PATCH /v1/integration/{identifier}/config 200"] = "only refusals are described",
        ["DELETE /v1/integration/{identifier} 200"] = "only refusals are described",
        ["GET /v1/migrations/{migration_id} 200"] = "only refusals are described",
        ["GET /v1/organization 200"] = "only refusals are described",
    };

    /// <summary>Members of answers that the reference does not have, as patterns of what the check says of them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Members = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [@"^DELETE /v1/blueprints/\{blueprint_identifier\}/all-entities 200: \$\.migrationId "] = "Port's own integration waits for this migration to end when it is cleaned",
        [@"^POST /v1/(blueprints/\{blueprint_identifier\}/)?entities/search 200: \$\.entities\[\d+\]\.(blueprint|updatedAt) must not be there$"] =
            "who names a field in 'include' gets it",
    };

    /// <summary>Statuses that may come on every route, although the reference describes them on few or none.</summary>
    public static readonly IReadOnlyDictionary<int, string> Statuses = new Dictionary<int, string>
    {
        [401] = "a token that is wrong or has expired; the reference leaves it out where it only says how to ask for one",
        [429] = "the rate limit, which Port's guide describes",
        [500] = "a fault of the server's",
        [502] = "what stands before the server cannot reach it",
        [503] = "what stands before the server cannot reach it",
        [504] = "what stands before the server cannot reach it",
    };
}
