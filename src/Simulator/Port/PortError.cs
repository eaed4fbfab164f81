namespace Pipeline.Simulator.Port;

/// <summary>A refusal of Port's: HTTP status, error word, and a message for people.</summary>
internal sealed record PortError(int Status, string Error, string Message)
{
    public static PortError NotFound(string what, string identifier) =>
        new(404, "not_found", $"{what} with identifier \"{identifier}\" was not found");

    public static PortError Invalid(string message) => new(422, "invalid_request", message);
}
