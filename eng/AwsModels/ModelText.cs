using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.AwsModels;

/// <summary>Compact JSON with one operation or shape a line, so that a new botocore version reads well as a diff.</summary>
internal static class ModelText
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonObject model)
    {
        var text = new StringBuilder("{\n");
        foreach (var (index, (name, value)) in model.Index())
        {
            text.Append(index == 0 ? "" : ",\n").Append(Quote(name)).Append(':');
            if (name is "operations" or "shapes")
            {
                AppendLines(text, value!.AsObject());
            }
            else
            {
                text.Append(value!.ToJsonString(Compact));
            }
        }

        return text.Append("\n}\n").ToString();
    }

    private static void AppendLines(StringBuilder text, JsonObject entries)
    {
        text.Append('{');
        foreach (var (index, (name, value)) in entries.Index())
        {
            text.Append(index == 0 ? "\n" : ",\n").Append(Quote(name)).Append(':').Append(value!.ToJsonString(Compact));
        }

        text.Append("\n}");
    }

    private static string Quote(string name) => JsonSerializer.Serialize(name, Compact);
}
