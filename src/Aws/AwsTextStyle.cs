namespace Pipeline.Aws;

/// <summary>How values that JSON has no type for are written as text.</summary>
public enum AwsTextStyle
{
    /// <summary>
    /// As Python's <c>json.dumps(response, default=str)</c> writes what boto3 returns: a timestamp is
    /// <c>2020-09-13 12:26:40.123000+00:00</c> (six digits of a second or none, the offset that was sent, UTC where the
    /// wire has an epoch), a blob is <c>b'…'</c>. Users' mappings were written against this form, so it is the default.
    /// </summary>
    Boto3,

    /// <summary>A timestamp is ISO 8601 in UTC, <c>2020-09-13T12:26:40.123Z</c>; a blob is base64.</summary>
    Iso8601,
}
