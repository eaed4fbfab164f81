"""Prints the endpoint that botocore resolves for every service, region and flag: one JSON document a line."""
import json
import sys

import botocore.session
from botocore.endpoint_provider import EndpointProvider

REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-5", "cn-north-1", "us-gov-west-1", "eusc-de-east-1"]

loader = botocore.session.Session().get_component("data_loader")
partitions = loader.load_data("partitions")
for service in sys.argv[1:] or loader.list_available_services("endpoint-rule-set-1"):
    rules = loader.load_service_model(service, "endpoint-rule-set-1")
    provider = EndpointProvider(rules, partitions)
    for region in REGIONS:
        for fips in (False, True):
            for dual_stack in (False, True):
                line = {"service": service, "region": region, "fips": fips, "dualStack": dual_stack}
                parameters = {"Region": region, "UseFIPS": fips, "UseDualStack": dual_stack}
                known = {name: value for name, value in parameters.items() if name in rules["parameters"]}
                try:
                    endpoint = provider.resolve_endpoint(**known)
                    line["url"] = endpoint.url
                    schemes = [s for s in endpoint.properties.get("authSchemes", []) if s["name"] == "sigv4"]
                    if schemes:
                        line["signingRegion"] = schemes[0].get("signingRegion")
                        line["signingName"] = schemes[0].get("signingName")
                except Exception:
                    line["url"] = None
                print(json.dumps(line))
