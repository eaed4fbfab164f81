"""Prints where botocore is installed and its version."""
import json
import os

import botocore

print(json.dumps({"path": os.path.dirname(botocore.__file__), "version": botocore.__version__}))
