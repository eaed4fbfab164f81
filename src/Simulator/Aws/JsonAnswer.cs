using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Simulator.Aws;

/// <summary>How this side writes JSON: text outside ASCII as it is, as AWS does.</summary>
internal static class JsonAnswer
{
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // The writers are exercised by tests; checking every token again costs a tenth of the throughput.
        SkipValidation = true,
    };
}
