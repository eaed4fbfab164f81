using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Jq.Fuzz.Generation;

namespace Pipeline.Ingress.Fuzz;

/// <summary>Bodies that resemble events, and are wrong in their structure, in a text, or in single bytes.</summary>
internal sealed class BodyGenerator(Dice dice)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Seeds =
    [
        """{"resource_type":"AWS::EC2::Instance","identifier":"i-0abc","accountId":"123456789012","awsRegion":"eu-west-1","eventName":"X"}""",
        """{"version":"0","id":"1","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","account":"123456789012","time":"2026-03-04T05:06:07Z","region":"eu-west-1","resources":["arn:aws:ec2:eu-west-1:123456789012:instance/i-1"],"detail":{"instance-id":"i-1","state":"running"} }""",
        """{"version":"0","id":"2","detail-type":"AWS API Call via CloudTrail","source":"aws.ec2","account":"123456789012","region":"eu-west-1","resources":[],"detail":{"eventTime":"2026-03-04T05:06:07Z","eventSource":"ec2.amazonaws.com","eventName":"CreateTags","awsRegion":"eu-west-1","recipientAccountId":"123456789012","errorCode":"","requestParameters":{"resourcesSet":{"items":[{"resourceId":"vol-1"},{"resourceId":"i-2"}]} },"responseElements":null} }""",
        """{"id":"3","detail-type":"Tag Change on Resource","source":"aws.tag","account":"123456789012","region":"eu-west-1","resources":["arn:aws:lambda:eu-west-1:123456789012:function:f"],"detail":{} }""",
        """{"id":"4","detail-type":"AWS API Call via CloudTrail","detail":{"eventSource":"ecs.amazonaws.com","eventName":"CreateService","recipientAccountId":"123456789012","responseElements":{"service":{"serviceArn":"s","clusterArn":"c"} } } }""",
    ];

    private static readonly string[] Texts =
    [
        "", "AWS::S3::Bucket", "AWS::S3::Bucket\n", "::", "arn:", "arn:aws:s3:::", "arn:aws:ec2:EU:12:instance/i-1", "\0", "\u202e", "\ud83d\ude00", "../../..", "http://169.254.169.254/",
        "123456789012", "12345678901\u0662", "eu-west-1", "eu-west-1\r\nx", "*", "[*]", "|", new('a', 1025), "${jndi:ldap://x}", "errorCode",
    ];

    private static readonly string[] Fragments = ["[[[[", "{\"a\":", "\\ud800", "\"", "NaN", "1e999", "-0", "\u00ef\u00bb\u00bf", "//", ",}", "]]", "\\u0000", "\"id\":\"1\","];

    public byte[] Next()
    {
        var body = dice.Below(20) switch
        {
            0 => Bomb(),
            1 => RandomBytes(dice.Below(200)),
            2 => Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, dice.Below(5)).Select(_ => Mutated()))}]"),
            _ => Encoding.UTF8.GetBytes(Mutated()),
        };
        return dice.Chance(0.4) ? Corrupted(body) : body;
    }

    private string Mutated()
    {
        var root = JsonNode.Parse(dice.Pick(Seeds))!;
        for (var i = dice.Below(4); i > 0; i--)
        {
            Change(root);
        }

        return root.ToJsonString(Plain);
    }

    // Somewhere below, one value becomes another, goes, or is doubled under another name.
    private void Change(JsonNode node)
    {
        if (node is JsonArray { Count: > 0 } items && dice.Chance(0.7))
        {
            var index = dice.Below(items.Count);
            if (items[index] is { } item && dice.Chance(0.5))
            {
                Change(item);
                return;
            }

            items[index] = Value();
        }
        else if (node is JsonObject { Count: > 0 } members)
        {
            var name = members.ElementAt(dice.Below(members.Count)).Key;
            if (members[name] is JsonObject or JsonArray && dice.Chance(0.6))
            {
                Change(members[name]!);
                return;
            }

            if (dice.Chance(0.2))
            {
                members.Remove(name);
                return;
            }

            members[dice.Chance(0.9) ? name : dice.Pick(Texts)] = Value();
        }
    }

    private JsonNode? Value() => dice.Below(8) switch
    {
        0 => null,
        1 => dice.Chance(0.5),
        2 => (long)dice.Next(),
        3 => new JsonArray(dice.Pick(Texts), new JsonObject()),
        4 => new JsonObject { [dice.Pick(Texts)] = dice.Pick(Texts) },
        _ => dice.Pick(Texts),
    };

    private byte[] Bomb()
    {
        var depth = dice.Pick([8, 31, 32, 33, 500, 20_000]);
        var open = dice.Chance(0.5);
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open ? "[" : "{\"detail\":", depth)) + "1" + string.Concat(Enumerable.Repeat(open ? "]" : "}", depth)));
    }

    private byte[] Corrupted(byte[] body)
    {
        if (body.Length == 0)
        {
            return body;
        }

        var at = dice.Below(body.Length);
        return dice.Below(4) switch
        {
            0 => body[..at],
            1 => [.. body[..at], .. RandomBytes(1 + dice.Below(4)), .. body[at..]],
            2 => [.. body[..at], .. Encoding.UTF8.GetBytes(dice.Pick(Fragments)), .. body[at..]],
            _ => [.. body[..at], (byte)(body[at] ^ (1 << dice.Below(8))), .. body[(at + 1)..]],
        };
    }

    private byte[] RandomBytes(int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)dice.Below(256))];
}
